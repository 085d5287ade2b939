/** Words that are close to a known word and no misspelling of it. */
export const realWords: ReadonlySet<string> = new Set(
  `abatement accent accidental accidently agains alginate alleys alliance alliances allows alloy alternate
  alternated alternates alternation ambiance ancient antennae antibody antic apparent aquaria aquarian aquarius
  archaic atrial attica automotive autonomy avenge axel bach backboard backend backer backes backhand backroom
  backward backwards baht bailing bain bake baked bakes baking balding balked ballard ballroom banked barked
  barnyard barroom baseman basi basic basil basing basis basked baskin basting bathrobe batter batters bayard
  beachy beading beaming bearing beating beech belch belding bench bending bennet berating besting bidding bide
  biden biding billing bind binding binds birding blacked blake bland blasting bleach bleating blend blends
  blinding bling blink blinks blocker bloke blond blonds blurting boarder boasting boiled boiling bolder bonne
  bonner bookshop boosting borden borer borger bowler brace braces brach bracing brae braked braking brave braves
  braving braying brazing breach breaching breading breakin breathing breeding brewing brickyard bride bridged
  bridger bridget bridle broder broiler broker broking brome brooke brunt brushing bucked buckle buckler buckles
  buckley budding bulging bulking bullard bullying bummed bummer bundling bungled bunt bunting burgers burghers
  burglaries buried burling burn burner burnet burns burping bursa bursary burt burying bushing busing busking
  bussing bust busting bustling buttery butting cabarets cabinetry caching cackling cain caking camara camber
  camped campos camps camus candler canines canter caper capper captains carbines caressing carjacking carousing
  carpe carpentry carper carpeted cash cashed cashing casing casper cassis casting catalysis ceasing cella centred
  centro certain chai chain chains chalking chandler char chars chasing checking chipped choir choirs choker
  choosing christa christian christians christmases christos christs chucking citron clacking clair clanking
  clapboard clapped clarinets clash clashed clashing clasping clicking clipboard clipper clocking closing clucking
  coach coaching coalition coasting cocker cocking coiling coker collapse collapses collar collared collated
  collation collide collider collides collie collier collies collude colluded collusion commute commuted commuter
  commuters commutes compete competed competes compiler composer compote compute computed computes conch cond conde
  condom condon condor confided congo conner conservatoire conservator conservators consol consoled contains convo
  cooke cooked cookery cooler cooper cooter cope copter corker cornea corned cornel cornet coroner corregidor
  costing cough coup couple coups crabbing cracker crackers crackled crackling cradling crafting cramming cramping
  cranked cranking crapping crasher crashes crass craving crawling creaking creasing cresting croaker croaking
  crocker crockett croker crooning cropping crossroad crosswords crouch crowding crowing crowning cruising crush
  crushed crushing crutch curating curtail curtain curtin curtis curtiss cushing cussing cutch dain darin dashes
  dearer deaver debts denied denis denning denoted denoting dens dentin denying denys deport dept dere derive
  deriving despot destroy destroyer destroyers destroys dialer dipped dipping dips dished disses dive diver diving
  dove downton downturn draping drawn dreyer drier dries drifting drilling drinking drivel driven drivin drone
  drooping dropper dropping droppings drops drover duet dwyer dyer electrical electricity employed endurance
  engined enhance entranced entrant entrants entrench estate estimable estimated estimator estrange eventing
  excluded exclusion expanded expansion expended explode explodes exploited explore explored explorer explores
  explosive exposed expulsion facet factor factors failing fallin fallon favoring feder feeder felling fenced
  fencer fended ferri ferro fiend filed filling finder flaring flatware flavoring floating flocking flogging
  floored flopping flor florin florins flossing flour flours flouting flowering flowing floyd fluor fluorine flyer
  folding fonder font food fooling footing forrest forst fram freeze freezes fringe frond frost froze fryer funder
  furry garbage garde garten getter gill glacier glazer gout griffith grilled groat groot group gunter gutted
  halfway hallowed hampered handshake hangman hanuman happen happend happens hardened hardman harwood hastened
  hater hating haywood header heading headland healer healing heaping hearer hearing heartwood heated heather
  heaving hester hoes homme horse hospitable hostel hote housed houser hovel hunchback igniting incubation
  inflation inhalation injure injures injuring injurious inoculation inquires inquiries instance insulating
  insulator insured insures interaction interception interdiction interjection interjections intersecting
  intersectional intervention intestate intrastate intrude intruded intrudes intubation inured isolation issuance
  jeweler jewelers jewelled jeweller jewellers keyes kicker kittle knocker lacks lamina laminar laminated landry
  landward langford larry leaded leading leads leafed leafing leafs leaker leaky leaned leaning leans leaped
  leaping leaps leas leased leasing leaved leaving leeks libby licks lightening lighting lochs locke locos locus
  longe looks lordy lounger lowry lunge machin machina machined malted marked marker markey matters mattes matthews
  mattresses matures mechanical mechanism melded mentors merced mercers mercies meted microwaved midgard mistress
  moaning monitored monsters mooning mope mornin motorcar motors mouldy moult mound mourning moved mowed neckline
  neighborly neighbourly officer ongoing outsider outsize overblown overcook overeating overlaying overlook
  overlooks overpaying overstating overstock overtaken overton overtone overwork packed packing painted pairing
  palate paltry panning panting panty pared parenting paring parke parker parkes parkin parsed parsing parted
  parting pasting pastry pate patenting patil pato patrol patting payment perch perked petrel petro petros petrov
  picture pictured pies pikes pilate piles pines pinging pining pinning pino pinter piped piper pipers pips pires
  pitting place placement plage plane plano plantation planter planting plat plata plated plater platformer plato
  plats platt platte platter playa plucking plugging plumbed plummer plumper plumping plunging poach pointer
  pointing ponting pooch poole popes porthole pouch printed printing printings prot pumping punctual punctuate
  punctuated punting rach radiata radiate radiated radiates radiation radiations rained raining ramped rance rancho
  rapped rebranded receiver recessed recline reclined redline refered refereed refering referred referring refiner
  refrigerate refrigerated refrigeration rehearsed rehearsing reined reiner reining released releasing reserved
  reserving retainer revealed revealing reveled reveling revelled revelling revere revered reverend reverie
  reveries reversal reverse reverses reversion reverted reverting revised revising ribbed rimmed ripper rippled
  roams robben robber robbers robed romo roms roofed rooker rooks roomy roos roots roster rote rotter rouge rouse
  rout routed routh routs rubbed rubbery runabout running sash sats scaling scalping scape scaring scarring
  scathing scattered scatters sceptic scoffed scooping scooted scoping score scrap scraper scrapped scrapping
  scraps scratcher scratchy screaming screeched screeches screeching screwing scripting scrunched sealing seals
  seams sean searing sears seas seating sects seder seeding seedling seeing seeking seeming seeping seer seger
  selling served sets setters settling sever severing sewed shaking shaping shatter shatters shearing shearling
  shedd sheeting shelling sheltered shelters shifters shifting shines shingle shipped shirking shite shitting shoop
  shooter shooters shore shorting shove showed showery shudders shuttered shuttles sideways sifting silvered single
  singled singles singlet sipped siting sitters sitting sizing skating skeptic skewer skidding skiing skilled
  skilling skimming skinning skipped skipping slapped slash slasher slashes slathered slats sleeping slicing slight
  slipper slitting sloshed slower smarting smasher smashes smearing smelling smirking smite smiting smoked smoker
  smokey smoky smote snaked snaking snapper snatched snatches snatching sneaker sneaking sneering sneezing snelling
  snipped snore snorting snuffed soaker soared soaring sobering socked soiled sore sorting sower spats spattered
  spayed speaking spearing speeding spelled spelling sperling spiller spilt spindles spite spitting splashed
  splattered splayed spoil spoils spoke spore sporting spotters sprayer spraying springer sprinkle sprinkled
  sprinkles spurting sputter sputtered squared squatters squealing squire squirting stabling staging staines stains
  stair staked staking stalin stalking stalling stapling stare staring starling starring stars starting stash
  stashed stating stats stave staying steadying steaming steeping stemming stepping sterling steve stewing stifling
  stilled stirling stirring stirs stoke stole stone stor stored storer storey storing stork stormy story stover
  stowe strafing strained strapping strayed straying streaking streaming streep streit stretched stretches
  stretching strickler string striping strom strove stud studia studs stuffed sturdy sturm stutter stuttered
  stutters styling sudan suit suited suiting suits sunlight sutter swapped swash swatches swearing sweating sweats
  sweeping sweeting swelling swerve swerves swirling swore tabla tabled tale tales taster televising tennant
  terraced terrance terrane thermostatic thiel thier thunk tiber tides tier ties tiger tiled tiller tills tilts
  timer times tines titles toasted toed toeing toiled toler tolled toned toning totally toting towel tower towers
  toyed toying track trailed trainer traitor trawler trialled trick truce tuck twilight tyler undergrad underlay
  underway universality upstart upstarts valentin valentina valentine valentino vandalize vandals vesicle villager
  wafer wager wails waiter waker wales walks walla wallis wally walter warded warmed warned washed washes waster
  wasting waterhouse watery waver wells wheal whee wider widescreen widow widows wills winehouse winer wipe wiped
  wipes wiser wisher wishing workhouse wracked wrangle wreaked wrecker wringer`.split(/\s+/),
);
