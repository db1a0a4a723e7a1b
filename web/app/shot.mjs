import { chromium } from 'playwright';
import { readFileSync } from 'node:fs';
const url=readFileSync('/tmp/url','utf8');
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox']});
for (const [name,w,h,scheme] of [['phone',390,844,'light'],['desk',1000,900,'light'],['dark',390,844,'dark']]){
 const c=await b.newContext({viewport:{width:w,height:h},javaScriptEnabled:false,colorScheme:scheme});
 const p=await c.newPage(); await p.goto(url); await p.screenshot({path:`/tmp/form-${name}.png`,clip:{x:0,y:0,width:w,height:2600},fullPage:true}); await c.close();
}
await b.close();
