import { chromium } from "@playwright/test";
import AxeBuilder from "@axe-core/playwright";
const base="http://127.0.0.1:4788";
const b=await chromium.launch({executablePath:"/usr/bin/chromium"});
for (const [w,h] of [[1440,900],[390,844]]) {
  const c=await b.newContext({viewport:{width:w,height:h}});
  const p=await c.newPage();
  await p.goto(base+"/sign-in"); await p.getByRole("button",{name:"Continue as designer"}).click(); await p.waitForURL(u=>!String(u).includes("sign-in"));
  await p.goto(base+"/workflows/insurance-claims");
  const item=p.getByRole("treeitem",{name:/Fees/}).first(); await item.waitFor({timeout:60000}); 
  let t0=Date.now(); await item.click(); await p.keyboard.press("Enter").catch(()=>{});
  await p.getByRole("table",{name:"Rows of the decision table"}).waitFor({timeout:30000}); console.log(w,"open ms",Date.now()-t0);
  await p.waitForTimeout(3000);
  const r=await new AxeBuilder({page:p}).analyze(); console.log(w, r.violations.map(v=>[v.id,v.nodes.length,v.nodes[0].html.slice(0,160)]));
  if(w===1440){ 
    const cell=p.getByRole("textbox",{name:/amount is less than, row 3$/}); await cell.click(); await cell.fill("");
    const ms=await p.evaluate(async()=>{const el=document.activeElement; const set=Object.getOwnPropertyDescriptor(HTMLInputElement.prototype,"value").set; const out=[]; for(const v of ["3","30","300"]){const t=performance.now(); set.call(el,v); el.dispatchEvent(new Event("input",{bubbles:true})); await new Promise(r=>requestAnimationFrame(()=>setTimeout(r))); out.push(Math.round(performance.now()-t)); await new Promise(r=>setTimeout(r,300));} return out;}); console.log("key to paint ms",ms);
    await p.getByRole("button",{name:"Open the table in a large window"}).click(); await p.waitForTimeout(1000);
    const r2=await new AxeBuilder({page:p}).include("[role=dialog]").analyze(); console.log("dialog", r2.violations.map(v=>[v.id,v.nodes.length,v.nodes[0].html.slice(0,160)]));
  }
  await c.close();
}
await b.close();
