import { wordSet } from "./word-list";
/** Nouns for places. */
export const placeNouns = wordSet(`
  street st road rd avenue ave lane ln drive boulevard blvd plaza highway hwy motorway freeway autobahn interstate
  junction intersection crossroads crossing roundabout exit bridge tunnel car-park carpark park parking lot driveway
  carport underground supermarket mall store shop market station airport school university hospital office work
  restaurant hotel gym church cinema stadium beach forest village town city hall centre center downtown suburb square
  corner kerb curb sidewalk pavement farm field campus harbour harbor port ferry border toll drive-through drive-thru
  carwash petrol gas kitchen bathroom bedroom lounge room hallway corridor basement cellar attic loft balcony garden
  yard backyard terrace patio complex shed stairwell staircase entrance lobby condo cottage studio bungalow cabin dorm
  pantry foyer lot flat apartment house home building garage nursery study laundry utility walmart tesco aldi lidl
  ikea costco target apt unit suite platform quay pier marina zoo park-and-ride layby lay-by carriageway bypass bend
  ramp trailhead ranch warehouse factory site depot
`);
