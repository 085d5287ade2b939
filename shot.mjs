import { chromium } from "@playwright/test";
const base="http://127.0.0.1:4788";
const b=await chromium.launch({executablePath:"/usr/bin/chromium"});
for (const [w,h,scheme] of [[1440,900,"light"],[1440,900,"dark"],[390,844,"light"],[390,844,"dark"]]) {
  const c=await b.newContext({viewport:{width:w,height:h},colorScheme:scheme});
  const p=await c.newPage();
  await p.goto(base+"/sign-in"); await p.getByRole("button",{name:"Continue as designer"}).click(); await p.waitForURL(u=>!String(u).includes("sign-in"));
  await p.goto(base+"/workflows/insurance-claims");
  const item=p.getByRole("treeitem",{name:/Fees/}).first(); await item.waitFor({timeout:60000}); 
  await item.click(); await p.keyboard.press("Enter").catch(()=>{});
  await p.getByRole("table",{name:"Rows of the decision table"}).waitFor({timeout:30000}).catch(async e=>{console.log("no table",w,scheme);});
  await p.waitForTimeout(1500);
  const t=p.getByRole("table",{name:"Rows of the decision table"}); if(await t.count()) await t.scrollIntoViewIfNeeded();
  await p.screenshot({path:`/tmp/kg-shots/table-${w}-${scheme}.png`});
  if (w===1440) { await p.getByRole("button",{name:"Open the table in a large window"}).click(); await p.waitForTimeout(800); await p.screenshot({path:`/tmp/kg-shots/large-${w}-${scheme}.png`});
    if(scheme==="light"){ const cell=p.getByRole("textbox",{name:/row 3$/}).first(); await cell.click(); const t0=Date.now(); await cell.pressSequentially("12345"); console.log("5 keys ms",Date.now()-t0);
      await p.getByRole("button",{name:/^Column amount is at least/}).click(); await p.waitForTimeout(500); await p.screenshot({path:`/tmp/kg-shots/column-${w}.png`}); } }
  await c.close();
}
await b.close();
