package unicode

// Data of Unicode as in Go 1.26: each string is gap, length-1, gap, length-1 and so on; see inPacked.

var C = &RangeTable{packed: "" +
	"0vN2wd0*f1637010k0/80C1O1130T17r36gm0S40M11X11T2dX11N11f0s110b4v8.10)308121m07012419" +
	"12147132051p1306321m07020202110532132164016h9309030m0702051a030311e41c670308121m0702" +
	"051912136332051i9206230422010222232c3523041151dl4d030n0g190304620311141a6m030n0a0519" +
	"03046252041a03bd030P103063g1q030i2o090117213601085a13bW13tA201050o010n1501070a14v,10" +
	"A3D0A0f0dAY401411T8041701041F041x041701041f0V1041'11w2q5_1161+e2|16m8o8kbd0302bM21a5" +
	"a5e0b5|16H4*19v0c3c312G15aI3q5b2!11%10t1b5a5e1vM1;12L10*27Y12f2Y16H1b7H4.b161C161801" +
	"01010v1R10f0e160j13090b4q4N1f21r0d2xexeM33%eobk$D1w0-74J01411U162do87070707070707070" +
	">2xq0|1b:4pc3$10_11V24H0M20]1bL10[]d2T18,7jK47%4420105nX12a5U17*17c5*2au2<10b3x0T18e" +
	"1a1V2ns96161687070Y13>21a5_W5bn3N1=~3}71Y2B7b54q050102020=2f;91S161vG5P10j04350|23Q4" +
	"261616132707c21c0q0j020f1ex;2433J2{10d21K1K1[2t2N1es3A8u4H4u0B3eF&31a5A3A3E7Q1ac0f07" +
	"020b0f0702&1?68m98n60G09(16110I02211n0,179L1j024x2r41#1U13k1O10248030t133a696$1vD3c8" +
	"S12t1r4q64b7=1-1S1P1cP16K17a#6v0G0312.1H7GlqBsjn8<13A8!105cp6a5R10i7D8O20kai0L1Z1701" +
	"040f0b5X14a5408121m0702050a12131151471725K3K205t,17a-3S11Cx)1aa5diW15aR1r1f3nK4Y1R2[" +
	"1b81118020u021c8a)181K11bq,17[1c-16aZ590J0e9t2w1m0e,17020I2102097a56020B02066a=6p6h0" +
	"F2s^11eO1cNkT2%205aW4XV1R2cYnfmR`1;c:N4#c6v0a3?10a5u169*19a070l4j|e~1S2/13V16h#15a2d" +
	"$`27{qF9UU4407020Z6e1s311d47.8RO1Z24d296a14VU2K11n8*2X1!59D1.17&2k*1/2kbkb`18p{2^10+" +
	"1021112140c01070%10418070s040501270$71!61Wfe50f~nv56.470h1702054!1w1%2J2e1a32|6vgW14" +
	"1NaGPg704020f0X41gE:13a32Mh(1/1Z1T440r0201110a04010151310101030201110101010102011407" +
	"0404010a0h43050hP12^5I3S2bf1f0f0B9@3T1tcI3962d6Z3$l3h2d2-23N25c31ec3U17a5E7u12;1$7be" +
	"1d296K1077e39696T30T1Aa#m<SkvY}15]41W=2d'*3&'1@b=w#Z24Q~1-(Y7U5X;K2"}
var Cc = &RangeTable{packed: "0vN2w"}
var Cf = &RangeTable{packed: "?30.t5m0S40N10!81>10%]10&I4q4N1419-{q0%52VL20f0{W4f}(g3[)27WXT80uN2"}
var Cn = &RangeTable{packed: "" +
	"Yj1637010k0/80C1O1130T17r36a_50Y11T2dX11N11f0s110b4v025Q508121m0701241912147132051p1" +
	"306321m07020202110532132164016h9309030m0702051a030311e41c670308121m07020519121363320" +
	"51i9206230422010222232c3523041151dl4d030n0g190304620311141a6m030n0a051903046252041a0" +
	"3bd030P103063g1q030i2o090117213601085a13bW13tA201050o010n1501070a14v,10A3D0A0f0dAY40" +
	"1411T8041701041F041x041701041f0V1041'11w2q5_1161+e2|16m8o8kbd0302bM21a5a5q5|16H4*19v" +
	"0c3c312G15aI3q5b2!11%10t1b5a5e1vM1;12L10*27Y12f2Y16H1b7H4.b161C16180101010v1R10f0e16" +
	"0j13090T20c1r0d2xexeM33%eobk$D1w0-74J01411U162do87070707070707070>2xq0|1b:4pc3$10_11" +
	"V24H0M20]1bL10[]d2T18,7jK47%4420105nX12a5U17*17c5*2au2<10b3x0T18e1a1V2ns96161687070Y" +
	"13>21a5_W5bn3N13.R41Y2B7b54q050102020=2f;91S161vG5P10j04350|2110Q4261616132707951c0q" +
	"0j020f1ex;2433J2{10d21K1K1[2t2N1es3A8u4H4u0B3eF&31a5A3A3E7Q1ac0f07020b0f0702&1?68m98" +
	"n60G09(16110I02211n0,179L1j024x2r41#1U13k1O10248030t133a696$1vD3c8S12t1r4q64b7=1-1S1" +
	"P1cP16K17a#6v0G0312.1H7GlqBsjn8<13A8(1911p6a5R10i7D8O20kai0L1Z1701040f0b5X14a5408121" +
	"m0702050a12131151471725K3K205t,17a-3S11Cx)1aa5diW15aR1r1f3nK4Y1R2[1b81118020u021c8a)" +
	"181K11bq,17[1c-16aZ590J0e9t2w1m0e,17020I2102097a56020B02066a=6p6h0F2s^11eO1cNkT2%205" +
	"aW4XV1R2cQoR`1;c:N4#c6v0a3?10a5u169*19a070l4j|e~1S2/13V16h#15a2d$`27{qF9UU4407020Z6e" +
	"1s311d47.8RO1Z24d296a18RU2K11n8*2X1!59D1U4k*1/2kbkb`18p{2^10+1021112140c01070%104180" +
	"70s040501270$71!61Wfe50f~nv56.470h1702054!1w1%2J2e1a32|6vgW141NaGPg704020f0X41gE:13a" +
	"32Mh(1/1Z1T440r0201110a040101513101010302011101010101020114070404010a0h43050hP12^5I3" +
	"S2bf1f0f0B9@3T1tcI3962d6Z3$l3h2d2-23N25c31ec3U17a5E7u12;1$7be1d296K1077e39696T30T1Aa" +
	"#m<SkvY}15]41W=2d'*3&'1@b=w#Z24Q~1M#Y71tO2?2U5`=u:}u1:}u1"}
var Co = &RangeTable{packed: ".OrPL3<&&9/}u2/}u"}
var Cs = &RangeTable{packed: "OQq)I"}
var L = &RangeTable{packed: "" +
	"%1p6pL10a0405m1u1|94be47010[241123106012101j1@11K38-31B206E+1q43JGz11Q210f171a220g01" +
	"tt{1b0ow91405l409030no7a5n15hFW1R130i079ff47212l16103330g0d112e1a085412l16111111v310" +
	"j2g8121l16111430i0f1n0b7212l16111430u112f0h015321331101131323bm0Q17121m1f30q22021u04" +
	"7121m191430v111f1h8121E20g05282o55h3n181026W1L111c6W1110141n101911902410l3w0#171zr4)" +
	"2Gk0g5433031724cc0hB10502G1U7132610132E132w132610132e1U1132&1Bfg^1253'd2g1p5.1677hdi" +
	"ehec12fP1z040'1{1742x105)1auN1t24bH4pS1m9Q1@10L2K1h7S1td1aHqzF2az287G22F31511305R4$1" +
	"L6252B25271010101u2Q11610321633254c5216*20d0gcT2040291034601010131a235440Q11ZW1}4633" +
	"1cB10502T170gm9616161616161616>10Ta1G4514^1621|1135G1L2hvM1fQbXP3$1:'a'1J2]53fa1kK1g" +
	"u2)1N182U22#1511014of12131mtP1eN1!153011bramps7K1s0g419a41En217km303N11031242010o22a" +
	"72c5252596161G1d6(2t^W5cm4M1>~3|72X2C6c450191c141011111Z2x_7i#12R1Eb*241{2Ap6pb{1352" +
	"52522zb1p1i111e2dy:2'8s3M1L1vdj176Bat2z47M1%3iz4z4D8P1ca1e16111a1e1611'1>69la7o51F18" +
	")15201H11302mam9u%1i11alap*1T161$10f3121sGs3sz71rrR1alaidh$2,1T1O1dO1dz,7F61<1sa08lG" +
	"hK1krmcQ1V1120dIwoqzt0208y30cL1e3l010zh1oj1#1610131e197K1C7212l16111430i0c4&3Q1i3k2u" +
	"L1k110K4K1F3AL1k0X1Gd0+1qB6L4H*2#1v72027111nf010M272Cg010s0aD70l0bJj0i,1=581Ah0N1t&2" +
	"6111Bl0p5111ve0P7if01c1x<20=1LkK5V4YV1O2fXnh5)`1:c;N4!c7uh<1htiL1g3vk5i}e#1@2.150&1c" +
	"$1110s#`28`qG8VU4316111Y6f0t220e38-8SO1Y25c3879U]2]11*1112021231b10161$11327161r1314" +
	"10361#72o1o1u1o1u1o1u1o1u1o17OEu65;5Z1S3Ia6g0~6tiH*ar&g613111e1W4X1'170Sq31q11102019" +
	"13101060401010121110201010101011102316131310191g52141gOO2;SkwX}16[42V=2e&*3''1?b>w!Z" +
	"25P~1"}
var LC = &RangeTable{packed: "" +
	"%1p6pW10am1u1U4134)41qS432132106012101j1@11K38-31B9E=Z1B10502G22.e^125!L187G22$1H#1c" +
	"1xT2L6252B25271010101u2Q11610321633254c5216;5040291034601010131540235440Q11ZW1;22U26" +
	"331cB1050@/eJir{2;11m331W1511014r130^hG587=1M-96c4'mp6p^p=1O2z4z*2a1e16111a1e1611/BO" +
	"1dO1~$1#1QZa#1_Wc]11*1112021231b10161$11327161r131410361#72o1o1u1o1u1o1u1o1u1o17OE91" +
	"j65=S1'1"}
var Ll = &RangeTable{packed: "" +
	"P2pW10Fn1710101010101010101010101010101010101010101010101010101011101010101010101110" +
	"101010101010101010101010101010101010101010102010122010203140203220201010201110203010" +
	"212260202010101010101010111010101010101010112010301010101010101010101010101010101010" +
	"101010101010101010101016202110401010101(11qT40103032i0ry1132101010101010101010101014" +
	"102021P1L110101010101010101010101010101010109010101010101010101010101010101010101010" +
	"101010101010102010101010101110101010101010101010101010101010101010101010101010101010" +
	"1010101010101010101010101010101010101010M1E?!1G22*g5!L18-2H#1c1xU2010101010101010101" +
	"010101010101010101010101010101010101010101010101010101010101010101010101010101010101" +
	"010101010101010101010101010101010101010101010181010101010101010101010101010101010101" +
	"010101010101010101010101010101010101010101010101010101010101885a78785a7878d278787841" +
	"1603211832187a211}503130r04040218340R10#X1L11031101010401115501010101010101010101010" +
	"1010101010101010101010101010101010101010101010101010101010101010101010101011701040cB" +
	"1050[/e010101010101010101010101010101010101010101010j010101010101010101010101010|201" +
	"010101010121010101010101010101010101010101010101010101010101010101010101017101020101" +
	"01010401020121010101010101010101050501010101010101040106010101010s030^hG587=1M-96c4R" +
	"np=qD}2z#3a1e1611LDO1;%1v]Zav&Xcpq61hqpq310161aqpqpqpqpqpqpqpqpqrso15qo15qo15qo15qo1" +
	"510OE91j65'T1x"}
var Lm = &RangeTable{packed: "" +
	"}eh4be47010`2050$a0K50,31^5140v09030(30/30_q0?20Xc0QC0Z20Xd0Oa5@3!1d0yA~e0d0gcN&11V5" +
	"0R40Ta0H450P21L22U&d0Sr5_50(20s1/28>10n0X2231Ta0m0~20!20l1V2390.Ra0J1]H51F18^Lc3~nc$" +
	"1110&>731611T]5Z1#46'k0Zo0"}
var Lo = &RangeTable{packed: "" +
	"<30f0,5043*40~hq43Jv19z11Q210o1a220g01tt{1b0owllGo7a5n15hEX1R130i079ge47212l16103330" +
	"g0d112e1a085412l16111111v310j2g8121l16111430i0f1n0b7212l16111430u112f0h0153213311011" +
	"31323bm0Q17121m1f30q22021u047121m191430v111f1h8121E20g05282o55h3n181026W1L111c5X1110" +
	"141n1019119024n3w0#171zr4)2Gk0g5433031724cc0'2Q7132610132E132w132610132e1U1132&1Bf'2" +
	"'d2g1p5.1677hdiehec12fP1E0'1y1Q1742x105)1auN1t24bH4pS1m9Q1]3K1h7S1td1aHqzF2at'231511" +
	"30*n3-&1T1om9616161616161616~b0R104^1801|1405G1L2hvM1fQbXP3$1@{91]o'1D8[54fa1&10N1)1" +
	";30V203612131mtP1eN1!153011bramps7K1J428a41En217kf15303N11031242010o13a70e525259616R" +
	"3yt^W5cm4M1>~3|72X2'10191c141011111Z2x_7i#12R1Eb*241{2X291I2u35252522zb1p1i111e2dy:2" +
	"'8s3M1L1vdj176Bat2z47@2;1Q2D8P1$3>69la7Y35201H11302mam9u%1i11alap*1T161$10f3121sGs3s" +
	"z71rrR1alaidh$2,1~3z,7F61<1sa08lGhK1krmcQ1V1120dIwoqzt0208y30cL1e3l010zh1oj1#1610131" +
	"e197K1C7212l16111430i0c4&3Q1i3k2uL1k110K4K1F3AL1k0X1Gd0+1qB6L4H-472027111nf010M272Cg" +
	"010s0aD70l0bJj0i,1=581Ah0N1t&26111Bl0p5111ve0P7if01c1x<20=1LkK5V4YV1O2fXnh5)`1:c;N4!" +
	"c7uh<1htiL1P1k5iQj.150[3#`28`qG8-U4Y6f0t220e38-8SO1Y25c3879:R40`aIx0~6tiH*aq'g613111" +
	"e1W4Pt31q1110201913101060401010121110201010101011102316131310191g52141gOO2;SkwX}16[4" +
	"2V=2e&*3''1?b>w!Z25P~1"}
var Lt = &RangeTable{packed: "^902020C0/,378787c0f0L10"}
var Lu = &RangeTable{packed: "" +
	"%1pT2m16x010101010101010101010101010101010101010101010101010101020101010101010102010" +
	"101010101010101010101010101010101010101010111010311011122311123111101011102011121011" +
	"307020202010101010101010201010101010101010202012101010101010101010101010101010101010" +
	"10101010101010101010107111201310101010X60103080601210111g18z022301010101010101010101" +
	"0105020112O1M10101010101010101010101010101010109010101010101010101010101010101010101" +
	"010101010101010101110101010101020101010101010101010101010101010101010101010101010101" +
	"01010101010101010101010101010101010101010102B[!1B1050<f^1_L1G22}60101010101010101010" +
	"101010101010101010101010101010101010101010101010101010101010101010101010101010101010" +
	"101010101010101010101010101010101010101010101090101010101010101010101010101010101010" +
	"1010101010101010101010101010101010101010101010101010101010109785a78785b010101087,13c" +
	"3c3c4b3<5040322220346010101323a150Z10!W1L1M10122010101310208210101010101010101010101" +
	"010101010101010101010101010101010101010101010101010101010101010101010101010801040N;e" +
	"010101010101010101010101010101010101010101010j010101010101010101010101010|2010101010" +
	"101030101010101010101010101010101010101010101010101010101010101010a01011101010104010" +
	"2010301010101010101010101414101010101010101310605010s0P+ap+qD}2z$3a1e1611(CO1#&1v]Za" +
	"v,Xcpqpqpq01120212317qpq1132716r113141036rpqpqpqpqpqpuoxoxoxoxox0?N2x"}
var M = &RangeTable{packed: "" +
	"<g%2~56=5I10111110,1aM1kg0T26252113z0uq~1aW1890o3181214H2Y17Gn1wS121h16a1t2U10162122" +
	"90a1q022U1014412230u130b2U10171212k1m512U1016212272a1u0X14321390E4T1016121371b1t2U10" +
	"16121371b1f0c3T1116121390a1t2*10451017i1Z1026c7Q2028b6-11r0101041N1j115a1z90S2jn3421" +
	"22633db10a3Xf2,k3s2t1u1$1v90J210+21y0,2b4b?44V191s20M1uN14L1gC8c2ucU1dM1jY321k406022" +
	"Y4#1:fw>&12N30O2vMc5X21>Ve319w1>11{503040n440[11O1hqhd0C7pcI3L1dA0'1dc081J2O10122151" +
	"10F451Q5711<,90LgfgfRl0{40V34YA21153E240-31'c3%81>12*1aN13:22R1eF021a3Ja70Z12Adg1I0c" +
	"2M1d8311K2b6020%3bl3T1116212290a12634S4hn0?1jP5628r1@1gY2cT2e,5eZ5511231011N362630s9" +
	"E613809aK1f[8717@1l1d:2530111610&141114+739110M1634[*206e_-64X16@m01S173?10b1;W91XU2" +
	"J2m@b4358726u3U32LHS14N180e0m41e,t61g261114S20(36R80Z13Mb3,l6#26X*Q8T5"}
var Mc = &RangeTable{packed: "" +
	"RO10T10228311O11W126121a0H0W12&10W128011R11W10106121a0U21113212a0F2Z13Z11W1014211191" +
	"s0e1W125212a0G1/1267i1S71#10=31406021p1a226l12520a2KA0u0[207711*73224115_41W10109011" +
	"85R30M10501411Z10u04120Y10221031M1781=30l0{Y21+)e120{11O1fO31L10M114122$2121o0J010#2" +
	"02150R51111110|Oc010?20J241)20o1X10M1291d0L223110<32v1W1113212290a1+428130Y22601320R" +
	"526320'228110#201160X2140;5290#5511402010O328340]10t1!10^80e0Y207020/444110.71c0M118" +
	"110+;9S1W21Z@b165"}
var Me = &RangeTable{packed: "Up1,;20My312TRg2"}
var Mn = &RangeTable{packed: "" +
	"<g%2~54?5I10111110,1aM1kg0T26252113z0uq~1aW1890o3181214H2Y17Gn1vT1010474036a1t0W1043" +
	"80k1q021V1041412230u130b1V10441140k1m510W1020138071b1u0Z10c0O1030T1012521371b1t0W102" +
	"06051k1s1V114380k1t0,107210}1026c7Q2028b6-11r01010T1d14115a1z90U23151121p142g3d02160" +
	"f0Xf2,k2t1u1u1$1116802a90J210+21y0,22419062?4120W10161010276920M1d1fN13M10141050E8c1" +
	"w32112U10113012W1721Y321c16406031Y4#1:fc403b>&12N30O2vMc3Z21>Ve049w1>11{503040p150X3" +
	"1qhd0C7paK12M102321D0'152121c080L10P1012215110G180S502040<,90LgfgfRl0{40V34YA21153E2" +
	"40-31'c3%81>12*1aN13;20S1eF021a2N132170Z12A417!10c1Q18a320N2220116020%3037l1V1130B63" +
	"4V472210n0]15104111S536111r1^172011Y20102510T222314/5811,511040Q332140w9E523809522K1" +
	"c11]861510@1l261111:2530111610,113010+71b1Q145010[*206e_-64X16@m0#13?10}W91XU2J2m]b2" +
	"h726u3U32LHS14N180e0m41e,t61g261114S20(36R80Z13Mb3,l6#26X*Q8T5"}
var N = &RangeTable{packed: "" +
	"M19.215022Zv9{29Y49}89,2945!29,29,2925$2c)2986V29W267i#29O29,29*1j]59*19/fjRj2T5969m" +
	"9*69@2a-3969}39_19{2969>m03569Y4O124@fX1<1l<dtPu0`g0p8e2'73K39u71ew9DeO}d9O49}65!39C" +
	"9Y49m9_19]89$Ma9=aIcU1h1%7qA3t080{24$49(k7p6D8/14m5(312f2J$18Q11u2/14W27o7F6S75M19$6" +
	"u&39G3&26{2t@29Y19Q397j'59&79,29Q89U29U2bQ9iL29(gs|49*19S99U2kTn$2V'89_19{2916!hm%Pc" +
	"jcj!2oPoN1(P19S99{a9Rl8@29ThW11213:1I1e{kc-Y19"}
var Nd = &RangeTable{packed: "" +
	"M19Uy9{29Y49}89,29,29,29,29,29,29,29,29,29O29,29*19M69*19(E9C9*69@29.3969}39_19{2969" +
	">:g9>e9C9Y49m9_19]89$Ma9>u9&L19:h9@29Y19Q39M69&79,29Q89U29U29S99U29(g9!59*19S99*N99_" +
	"19{29,PdN1(P19S99{a9Qo9&V29"}
var Nl = &RangeTable{packed: ".?22NW1y23:>10p8e2%!e9.{aQ1Ka080{24K`3$2"}
var No = &RangeTable{packed: "" +
	"_315022VP15S85.22`26=46h8%99%nj?o9&a0/A03569Y4fF0@fX1<1l<dtPu0(p3K39u71ew9De,Te5X>aI" +
	"%13h1%7qA3}s7p6D8/14m5(312f2J$18Q11u2/14W27o7F6S75:7u&39G3&26{2jV8jZt1!98|ii)ikYQ96!" +
	"hm%Pcjcj!2o,,28TkW11213:1I1e{kc"}
var P = &RangeTable{packed: "" +
	"x21513a131q210r010z05030a13030Wf080Qa5F1P10102020I1k111d012.13U20HdN52S1ev0;51a0M30." +
	"20/20(80c0~70}10a1:3e10B3+10.1441%25=30Yd8X30)d0I1<12+11%3212Ba[61<41@2615>36s1=23X1" +
	"4!11$17b0Kin8j1c1bu1e1?d3t1-nd=11v9?8l#13w1-g311&20P3K11v2bP92492bg0c0Q20}10.Le1^52R" +
	"20a0)25W83_11E210N11L10P2cg1<23>21g1%50,]91*49my1d104011V321513a131q210r01016{82*e0M" +
	"10K90Rg0Z40v0{58C0&26&16|13Mh0/34I3P46#2113>23M11=1340d012{15Z20N94a110W20&5mX22sc:1" +
	"0]22(50>52#30K27[1214L29?64G1Le1.1c[30<o4{#11'N71`20%1480(i3P70MX90%.34(@11"}
var Pc = &RangeTable{packed: "N20#^31j0>]q1o2T50"}
var Pd = &RangeTable{packed: "J0]t0P10Z=10#m0=I5|;1020v140s0<90j0%20K_o1B0a0;30|_10"}
var Pe = &RangeTable{packed: "" +
	"F0P10v0L@1010KF0?R10T10f0@d010u0.n0101010101010>10w010101010@8010101010101010101010$" +
	"1010x0Nn0101010I0101010Y90101010103010101021*[o0=40t01010101010101030h01010<30P10v02" +
	"020"}
var Pf = &RangeTable{packed: "N40+@3030s0<:10104020f030"}
var Pi = &RangeTable{packed: "=30_@302120p0<:10104020f030"}
var Po = &RangeTable{packed: "" +
	"x212201011a131r0(1050e170Wf080Qa5F0S102020I1k111d012.13U20HdN52S1ev0;51a0M30.20/20(8" +
	"0c0~70}10a1:3e10&20.1441%25=30Yd8[g0<22+11%3212B513[61<41@2615>36s1=23X14!11$17b0Qi1" +
	"878823223a1019Q*1311&20P31422028111021a41923101c22Y92V10P40.Le1^52R20a0)25W83_11E210" +
	"N11L10P2cg1<23>21g1%50Q|9620m0k1233213726011V3212201011a131r0A021{82*e0M10K90Rg0Z40v" +
	"0{58C0&26&16|13<k4I3P46#2113>23M11=1340d012{15Z20N94a110W20&5mX22sc:10]22(50>52#30K2" +
	"7[1214L29?64G1Le1.1c[30<o4{#11'N71`20%1480(i3P70MX90%.34(@11"}
var Ps = &RangeTable{packed: "" +
	"E0O10v0M@1010KF0]Q1030C0T10f0@d010u0.n0101010101010>10w010101010@8010101010101010101" +
	"010$1010x0Nn0101010p0i0101010Y90101010103010101020-[o0;40t01010101010101030h01010<30" +
	"O10v03020"}
var S = &RangeTable{packed: "" +
	"A060g2v010r010z41120132030u0v0}93cd56101g+20e1&20L30@52,222021(40a0j1#5071}20^7161Z5" +
	"0>20]27_20)40F0X40T42f01225k01010`27151153X41!g9=f0|70>70%3x;7998:n012b2d2d2d1)10d0D" +
	"2d2jw#111311a0125510101040b1445310W114R84s2'5pa?1;1m#dIM12ua>8m!14v2P82v1W2~45?71K1p" +
	"1{1c/4qb80d1c0l161~11X5149wzsubt80fvaCf|6YP3#1>'aS1#cm91V21%33a3'c2`40e1?/90}2gX8f?2" +
	"0I3Q201220!3060g2v010r010[2616d1[68V1g221c30L1IMA1^c0!)10?L1sKP9350:]90NW2)2Y1Z5aC2X" +
	"152m17t4Y1l%130M4_1Kj0p0v0p0v0p0v0p0v0p0Y1PbT13O171d11>B0#90]R1030=20?91_5H4R2ce2e1e" +
	"1An(3U1sdH4871e5!3#l4g3c3,24M26b40fb4T1896D8t21<1#7cd2c387J168d48787S31S1"}
var Sc = &RangeTable{packed: "A0=23Zr0;20]a1]a170Z50=50/c0'R10@M1w`#g0X#a0!20!30?4131_^33_-n0{R10"}
var Sk = &RangeTable{packed: "" +
	"M2010+10604030Zb3cd56101g+20e1_r0Q[2012b2d2d2d1&K21^Yem91V21Ul0e1><9g#j010*30%*t4"}
var Sm = &RangeTable{packed: "" +
	"H0g2Z1010J040B0v0:g0'b2~R30d0D2d2L30D460(145140202070v12010v[5w1}10uoE5Ta090S17%20Y7" +
	"42uaf,5]2m!14v2-5M1k25@Qp0{h012,30g2Z1010^2063,~p0p0v0p0v0p0v0p0v0p0}@21"}
var So = &RangeTable{packed: "" +
	".30204010Vl0@51?21(40a0j1#50Tb0P80]2510_20)40F0)82f01225k01010`27151153X41!g9=f0<f0%" +
	"3x;7998;u11311a0116510101040b1e01110W1194231111161u21101u]574j262>11tpD6(1pa?1;1m}31" +
	"81R18$21#5IH$1+5QbL1l16C2v1W2~45?71K1p1{1c/4qb80d1c0l161Y7149wzsubt80fvaCf|6YP3#1>'a" +
	"S1[i3a110'c2:Kaf?20J2*a03041d1[68V1g221c30L1IMA1^c0!)10?L174gKP9350:]90NW2)2Y1Z5aC2X" +
	"152m17t4Y1l%130M4_1|pPbT13O171d11>B0U#10[20;fH4R2ce2e1e1An(3U1sdH4871e5!3&55[f4g3c3," +
	"24M26b40fb4T1896D8t21<1#7cd2c387J168d48787S31S1"}
var Z = &RangeTable{packed: "w0?20=/20^Q1at150L10}_10"}
var Zl = &RangeTable{packed: "}_30"}
var Zp = &RangeTable{packed: "~_30"}
var Zs = &RangeTable{packed: "w0?20=/20^Q1aA0L10}_10"}

var Adlam = &RangeTable{packed: "$RX1/14941"}
var Ahom = &RangeTable{packed: "<>xq2e4m"}
var Anatolian_Hieroglyphs = &RangeTable{packed: "QTD:c"}
var Arabic = &RangeTable{packed: "" +
	"$x4151d121v19bp1Z21x>1L1U5u116-11s*Yt(2g_72=12R170wf&241{2/^1u>22M~q31q1110201913101" +
	"060401010121110201010101011102316131310191g52141gQ11"}
var Armenian = &RangeTable{packed: "`sB2N122Z<t4"}
var Avestan = &RangeTable{packed: "{XwR136"}
var Balinese = &RangeTable{packed: "WW3:13K1"}
var Bamum = &RangeTable{packed: "YRk`1W!n!c"}
var Bassa_Vah = &RangeTable{packed: "Q`Ht25"}
var Batak = &RangeTable{packed: "&!3P183"}
var Bengali = &RangeTable{packed: "_Q1317212l1610332821238041142o"}
var Bhaiksuki = &RangeTable{packed: "*!y81I1das"}
var Bopomofo = &RangeTable{packed: "Ug1+,5G&2v"}
var Brahmi = &RangeTable{packed: ">`w;14z90"}
var Braille = &RangeTable{packed: ".]4+5"}
var Buginese = &RangeTable{packed: "<Q3r21"}
var Buhid = &RangeTable{packed: "$[2j"}
var Canadian_Aboriginal = &RangeTable{packed: "Y%2`dSc)1YSvf"}
var Carian = &RangeTable{packed: "YXvM1"}
var Caucasian_Albanian = &RangeTable{packed: ",-vP1b0"}
var Chakma = &RangeTable{packed: "YLxQ11h"}
var Cham = &RangeTable{packed: "O,kS19d2923"}
var Cherokee = &RangeTable{packed: "U#2^125]Yi=1"}
var Chorasmian = &RangeTable{packed: "K_wr"}
var Common = &RangeTable{packed: "" +
	"0$1q5qK11e14n0v0?9C542j*20906010^d060e030w0$30Ub0[21~q0[83Y60Lx2+11%4110=q0d07315122" +
	"0[gb2_11a3a1ehw#1B12251q1gF24$epalRk,5/d2v1W2QbL2>8b44101of743~1130}11T3fwzY1#1v>1L1" +
	"0{1/3YP3#1Y?axU22-39Y50(30-80e1!`91*49my1i13T301vq5qaa0J1$1616a4.524I38>1cP1I}4qQ'm3" +
	"{V2)2Y1Z5aC2Z13g817t4Y1/4jcjc_19o|2]11*1112021231b10161$11327161r131410361#72Z62N1?'" +
	"2'1:1Y1!fH4R2ce2e1e1Aa?3U1p11dH4871e5!3#l4g3c3,24M26b40fb4T1896D8t21<1#7cd2c387J168d" +
	"48787S31S1B9?QO80uN2"}
var Coptic = &RangeTable{packed: ".ld>`4)256"}
var Cuneiform = &RangeTable{packed: "@]yLkU2$214bV4"}
var Cypriot = &RangeTable{packed: "U|v5201H113020"}
var Cypro_Minoan = &RangeTable{packed: "$=AQ2"}
var Cyrillic = &RangeTable{packed: "Wm_22:3>[28*30:10X~1vU+eN2W-a1>ZrZ1x0"}
var Deseret = &RangeTable{packed: "}&v=1"}
var Devanagari = &RangeTable{packed: "OO1>14e2p}Wjv&@d9"}
var Dives_Akuru = &RangeTable{packed: "]~x62027111t112b99"}
var Dogra = &RangeTable{packed: "W_xX1"}
var Duployan = &RangeTable{packed: "}<R1Y25c387923"}
var Egyptian_Hieroglyphs = &RangeTable{packed: "]?APo"}
var Elbasan = &RangeTable{packed: "*,vD"}
var Elymaic = &RangeTable{packed: "M`wm"}
var Ethiopic = &RangeTable{packed: "" +
	"SS2,1132610132E132w132610132e1U1132&12v3pQQ3m9616161616161616$Qf525259616'YC613111e"}
var Georgian = &RangeTable{packed: "*K2B10502G13!$1G22&}1B1050"}
var Glagolitic = &RangeTable{packed: "_Y5N2!<Q161g261114"}
var Gothic = &RangeTable{packed: "&!vq"}
var Grantha = &RangeTable{packed: "&Wx317212l1611142821222060562634"}
var Greek = &RangeTable{packed: "" +
	"Qj3122310401012101j1!1ef}L34O1444]10}6l252B25271010101u2Q11e1d251i2218%60!=g0@#a<1h0" +
	"/Tp)1"}
var Gujarati = &RangeTable{packed: "'W1218121l16111429121220f32b76"}
var Gunjala_Gondi = &RangeTable{packed: "S*y5111A111579"}
var Gurmukhi = &RangeTable{packed: ";T1215412l16111111201441223073107g"}
var Han = &RangeTable{packed: "" +
	"@.5p1{1c/4L1010p8e3}kXP3$1Z{9Y?a|72X2YRe1c1<%h;SkwX}16[42V=2e&*3''1?b>w!Z25P~1"}
var Hangul = &RangeTable{packed: ".M2+5}/31-5L2'2u%1u-#es~d^W5cm4M1.@4u35252522"}
var Hanifi_Rohingya = &RangeTable{packed: "M+wD89"}
var Hanunoo = &RangeTable{packed: "<@2k"}
var Hatran = &RangeTable{packed: "OMwi1154"}
var Hebrew = &RangeTable{packed: "~uS18q45!:tp1410111119"}
var Hiragana = &RangeTable{packed: "+]5^162-#K1U6i0t2|[70"}
var Imperial_Aramaic = &RangeTable{packed: ".}vl18"}
var Inherited = &RangeTable{packed: "" +
	"<g%2L61]9aq0Kg3-O2uRb21c16406031Y4#1$b1U4w=]13Z21N^ofgdTl0{40K~10}<mJ2m]b2h726u3<#T8" +
	"T5"}
var Inscriptional_Pahlavi = &RangeTable{packed: "K!wi57"}
var Inscriptional_Parthian = &RangeTable{packed: "YZwl27"}
var Javanese = &RangeTable{packed: "Y)k;12941"}
var Kaithi = &RangeTable{packed: "*}w&1a0"}
var Kannada = &RangeTable{packed: ",)1c121m19142812137161132912"}
var Katakana = &RangeTable{packed: "/_5|122U5f*4K11`1.;o91IWZl3161110V62O10e3"}
var Kawi = &RangeTable{packed: "U=yg1E3r"}
var Kayah_Li = &RangeTable{packed: "*&kJ10"}
var Kharoshthi = &RangeTable{packed: "!Sw31157121s224978"}
var Khitan_Small_Script = &RangeTable{packed: "$)I0^W3Ta"}
var Khmer = &RangeTable{packed: "@]2L22969,av"}
var Khojki = &RangeTable{packed: "_Qxh1K1"}
var Khudawadi = &RangeTable{packed: "<UxW159"}
var Lao = &RangeTable{packed: "=>1110141n101m2410161923"}
var Latin = &RangeTable{packed: "" +
	"%1p6pL10f05m1u1>9D4XR3B6M1535c1)1%1+5L80d0gcN3160r0hEZY1v(]eT23#1511014od>hG1813{.96" +
	"]mp6pZJ51F18LMqu65"}
var Lepcha = &RangeTable{packed: "]#3T13e32"}
var Limbu = &RangeTable{packed: "QL3u1b4b403b"}
var Linear_A = &RangeTable{packed: "O<v>69la7"}
var Linear_B = &RangeTable{packed: "<}ub1p1i111e2dy:2"}
var Lisu = &RangeTable{packed: "U|jL1@]e0"}
var Lycian = &RangeTable{packed: ".Wvs"}
var Lydian = &RangeTable{packed: "(Nwp50"}
var Mahajani = &RangeTable{packed: "MNxC"}
var Makasar = &RangeTable{packed: "*<yo"}
var Malayalam = &RangeTable{packed: "!,1c121O112154f2p"}
var Mandaic = &RangeTable{packed: "{Jr20"}
var Manichaean = &RangeTable{packed: "*WwC4b"}
var Marchen = &RangeTable{packed: "}$yv2l1d"}
var Masaram_Gondi = &RangeTable{packed: "O(y6111H30111889"}
var Medefaidrin = &RangeTable{packed: "WYI}1"}
var Meetei_Mayek = &RangeTable{packed: "}:km#4J29"}
var Mende_Kikakui = &RangeTable{packed: "]LX1W42f"}
var Meroitic_Cursive = &RangeTable{packed: "WQwn4j2J"}
var Meroitic_Hieroglyphs = &RangeTable{packed: ",Pwv"}
var Miao = &RangeTable{packed: "&$I.14U17g"}
var Modi = &RangeTable{packed: "Q/x(1b9"}
var Mongolian = &RangeTable{packed: ",`21201j6{17G|;uc"}
var Mro = &RangeTable{packed: "K]Hu1941"}
var Multani = &RangeTable{packed: ":Tx610131e1a"}
var Myanmar = &RangeTable{packed: "M|1'3_*iuP2v"}
var Nabataean = &RangeTable{packed: "KKwu88"}
var Nag_Mundari = &RangeTable{packed: "O:W1F"}
var Nandinagari = &RangeTable{packed: "YNy72J2a"}
var New_Tai_Lue = &RangeTable{packed: "{N3H4p6a31"}
var Newa = &RangeTable{packed: "K$x~114"}
var Nko = &RangeTable{packed: "QHW122"}
var Nushu = &RangeTable{packed: "Z)I0]{7-8"}
var Nyiakeng_Puachue_Hmong = &RangeTable{packed: "_SW1I3d2941"}
var Ogham = &RangeTable{packed: "U=2s"}
var Ol_Chiki = &RangeTable{packed: ",%3L1"}
var Old_Hungarian = &RangeTable{packed: "W(wO1dO175"}
var Old_Italic = &RangeTable{packed: "$Zvz92"}
var Old_North_Arabian = &RangeTable{packed: "QVwv"}
var Old_Permic = &RangeTable{packed: "Q#vG"}
var Old_Persian = &RangeTable{packed: "_$vz4d"}
var Old_Sogdian = &RangeTable{packed: "S@wD"}
var Old_South_Arabian = &RangeTable{packed: "&Uwv"}
var Old_Turkic = &RangeTable{packed: "(%w,1"}
var Old_Uyghur = &RangeTable{packed: ".]wp"}
var Oriya = &RangeTable{packed: "VZ1217212l1611142821227241142h"}
var Osage = &RangeTable{packed: "@*vz4z"}
var Osmanya = &RangeTable{packed: ">)vt29"}
var Pahawh_Hmong = &RangeTable{packed: "S{H)1a9161k5i"}
var Palmyrene = &RangeTable{packed: "Y~vv"}
var Pau_Cin_Hau = &RangeTable{packed: ",TyU1"}
var Phags_Pa = &RangeTable{packed: "!!kT1"}
var Phoenician = &RangeTable{packed: "@Mwr30"}
var Psalter_Pahlavi = &RangeTable{packed: "<!wh73c6"}
var Rejang = &RangeTable{packed: ",'kzb0"}
var Runic = &RangeTable{packed: "{=2.13a"}
var Samaritan = &RangeTable{packed: "*IJ2e"}
var Saurashtra = &RangeTable{packed: ">#k)18b"}
var Sharada = &RangeTable{packed: "OOxN2"}
var Shavian = &RangeTable{packed: "<(vL1"}
var Siddham = &RangeTable{packed: "!,xR12B"}
var SignWriting = &RangeTable{packed: "@OV1Ref41e"}
var Sinhala = &RangeTable{packed: "R/121h3n181026304510176922*&vj"}
var Sogdian = &RangeTable{packed: "U[wF"}
var Sora_Sompeng = &RangeTable{packed: "WKxo79"}
var Soyombo = &RangeTable{packed: "QRy@1"}
var Sundanese = &RangeTable{packed: "MZ3#1,57"}
var Syloti_Nagri = &RangeTable{packed: "}YkI"}
var Syriac = &RangeTable{packed: "}Cd1X122{5a"}
var Tagalog = &RangeTable{packed: "K@2l90"}
var Tagbanwa = &RangeTable{packed: "O]2c1211"}
var Tai_Le = &RangeTable{packed: "_M3t24"}
var Tai_Tham = &RangeTable{packed: "$R3!11s2a696d"}
var Tai_Viet = &RangeTable{packed: "_.k&1o4"}
var Takri = &RangeTable{packed: "{;xV169"}
var Tamil = &RangeTable{packed: "M$1115321331101131323b4432132060ek=!xN1d0"}
var Tangsa = &RangeTable{packed: "M^H<119"}
var Tangut = &RangeTable{packed: "Y)I0v#`28;gQb8"}
var Telugu = &RangeTable{packed: "@&1c121m1f281213711220232978"}
var Thaana = &RangeTable{packed: ">FN1"}
var Thai = &RangeTable{packed: "|;1V15r"}
var Tibetan = &RangeTable{packed: "([1+11z4C1z1e1641"}
var Tifinagh = &RangeTable{packed: "('5T171e0"}
var Tirhuta = &RangeTable{packed: "@&x+189"}
var Toto = &RangeTable{packed: ",#W1u"}
var Ugaritic = &RangeTable{packed: "S$vt10"}
var Vai = &RangeTable{packed: "W}j)6"}
var Vithkuqi = &RangeTable{packed: "}.va1e16111a1e1611"}
var Wancho = &RangeTable{packed: ".$W1V150"}
var Warang_Citi = &RangeTable{packed: ">|x@1c0"}
var Yezidi = &RangeTable{packed: "$=wF1221"}
var Yi = &RangeTable{packed: "&!jYp3S1"}
var Zanabazar_Square = &RangeTable{packed: "$Py+1"}

var ASCII_Hex_Digit = &RangeTable{packed: "M1975q5"}
var Bidi_Control = &RangeTable{packed: "Ky0#Q31q4T13"}
var Dash = &RangeTable{packed: "J0]t0P10Z=10#m0=I5Z10D0f0(80_&1020v140s0<90j0%20K_o1B0a0;30|_10"}
var Deprecated = &RangeTable{packed: "R70=s0RO1010%J1[M15Rf1M!Z90"}
var Diacritic = &RangeTable{packed: "" +
	"M2010+10604021|a&31755h14091)54+40T1g1q101110{2741{214132'1q~1aW1ay1>27F9grZ10g033s0" +
	".10g0$20g0$20g0L12Y10g070-20$20g0$20g0#21g0<20<2510Z20d4/11r0101041&1211!10&2011E144" +
	"p610a1Zf2.k1`3a90+72[6720M1e2aW20f0C8S11K31$15@1o406022O1!1|1bBa;9012b2d2d2d1K,12`60" +
	"Kb5X23N20.Te0c110s1@11exU22#21$40rhV13A0N20c0A0V32%13P10S2492@21<,90=gf_5010L10J1'10" +
	".g0=p51F18.h1%c5Ta2*1aN13S40F0,11.21!10:1092W21_31?10g0o634'4030;21'51>20,21)20^51.5" +
	"140$30[10i0?10R90.5011?10V>2e_-64X16Sog>11Q>731611+>3J2m]b2358726u3>>1Z1U46R80Z13<w6" +
	"#2212"}
var Extender = &RangeTable{packed: "" +
	"~30:b1Oj0-90:i0!g0?20+P10U10Xd0:80(10=!20H4V21L22U&d0Sx0{k0m0~20!20l1RUa0_I1}%10$d2?" +
	"q0`>91:p110@<d1:I2"}
var Hex_Digit = &RangeTable{packed: "M1975q5V[u975q5"}
var Hyphen = &RangeTable{packed: "J0?20Mr0^U20=I1L<10Ng0P^o0;30`10"}
var IDS_Binary_Operator = &RangeTable{packed: "@@5127"}
var IDS_Trinary_Operator = &RangeTable{packed: "]@51"}
var Ideographic = &RangeTable{packed: "" +
	"W[51p8e2~kXP3$1Z{9Y?a|72X2!Re0r#`28`qG8-$4-8.Y9;SkwX}16[42V=2e&*3''1?b>w!Z25P~1"}
var Join_Control = &RangeTable{packed: "!_31"}
var Logical_Order_Exception = &RangeTable{packed: "Y=14;24_Y1220]*h12011"}
var Noncharacter_Code_Point = &RangeTable{packed: "" +
	"*<uv&b1:}u1:}u1:}u1:}u1:}u1:}u1:}u1:}u1:}u1:}u1:}u1:}u1:}u1:}u1:}u1:}u1"}
var Other_Alphabetic = &RangeTable{packed: "" +
	"Ti0&dd10111110,1aM1c16g0T26432140z0ufU2aT21381213/3b366jS112e1152a1t2W162121a0a1t2W1" +
	"4412140u130b2W171211l1m242W16212191a1u0X143212a0E4V16121281b1t2W16121281b1f0c3W16121" +
	"2a0a1t2/151017i1Z1026i0R202511g0+3i9a1z$2b1023n342122633db10a3{z1u1u1u1&1iO41y0,2b48" +
	"]44V192j.11b2N14M1eY12u821V1aO1i$9d-BP1_N1v!,e7y1<7080n4{11O1f10V10C4sbJ3M1bB0'1dc08" +
	"1J2O10122150I450R57?,90%K14YA21153Qh3%81#72R1dJ1b2J890Z12Abi1V12M1ce1K28206020%39n3W" +
	"162121a0a1+4c12Y2hR5626t1@1e10Y2aV2d-5c#5511213010O362540s9G413iaK1d^8716[1l1d:25301" +
	"1121030&141113,739110M1632*;901S173L21<W90`W461g261114S20)M10KIp6p6p"}
var Other_Default_Ignorable_Code_Point = &RangeTable{packed: "%i0V<11Tz1ZM10,M20=|o0=18T/>801tO2?2U5V<1"}
var Other_Grapheme_Extend = &RangeTable{packed: "" +
	"US10o0@70o0U20o0O50i1V20o0-20f0T.10{q0?|11$Op1S#20o0(70c0V50(j0QXm084PYT8N2"}
var Other_ID_Continue = &RangeTable{packed: "~30/f0#{18:z0"}
var Other_ID_Start = &RangeTable{packed: "'}21;L10l0]^11"}
var Other_Lowercase = &RangeTable{packed: "" +
	"<30f0`a871u4O20Q10R/10['1!1d0yA~e0d0gc-4f&ipQG1.?e1,40[2231]i390(Qb0221F18/SqZ1"}
var Other_Math = &RangeTable{packed: "" +
	"M20Rj220q121*$30r2b0w3o1e1%1c403144i04029103460312112153354/14231111101421414h211016" +
	"1061Y63:3110o0h0;91c854512134e01025o1V1010t391&71v9?8l#13w1~;p01040-4010L>p]11*11120" +
	"21231b10161$11327161r131410361#72o1o1u1o1u1o1u1o1u1o172N1&:231q111020191310106040101" +
	"0121110201010101011102316131310191g52141g"}
var Other_Uppercase = &RangeTable{packed: ">L4fUipO<T1p6p6p"}
var Pattern_Syntax = &RangeTable{packed: "xea6q310q3y610111011404030n0v0M?3n8e2i19/6/f(3;du-oQb?2#824of0R[o1;51"}
var Pattern_White_Space = &RangeTable{packed: "94i0S20([31o1"}
var Prepended_Concatenation_Mark = &RangeTable{packed: "$x5;40N10!81>10${v0f0"}
var Quotation_Mark = &RangeTable{packed: "y040^20f0*@37p1N<10|93d2R|o3P4040}11"}
var Radical = &RangeTable{packed: "@.5p1{1c/4"}
var Regional_Indicator = &RangeTable{packed: "{UY1p"}
var Sentence_Terminal = &RangeTable{packed: "" +
	"x0c0g0%t0T32{30H2!50Z101031#61!C1Sh041[g0Y41&4050]61<73@3121t1O41%11@k192Y;10d0m1Z90" +
	"MRe0_51|4030Y81_11N20Y31T32Q31%50,}9031;30c0g0%10}Y11?r4I3P41+23?22[2160g1{1111!20N9" +
	"1P815eX21%52Vb010'51`11Q91Mf1.11XO91`20%11b0)i0U&90&.30"}
var Soft_Dotted = &RangeTable{packed: "" +
	"X21W40P60u0Q10k0}60Q2010ZL30P10d030_20%30R90:41Y!10;VP11O11O11O11O11O11O11O11O11O11O" +
	"11O11O11&L10/61q0"}
var Terminal_Punctuation = &RangeTable{packed: "" +
	"x0a010b130Mi080Rb0V10,10e012{30Ha10P51S1ev0;51,r1>3045?61Rh7[g0<22+11%3230D321]61<73" +
	"@3112t1O44!11@k192Y;10d040a01131Y91LRe1^52|44Y81_11N20X32T32?20g1%50*}9213;30a010b13" +
	"0%1020*n0M10Sp0Z40>61Y35(15|13<k4I3P46&23?22[2160g1{14!20N92c1@733eX21%52Vb010'51`11" +
	"41K92J0Le1.11?s4%'81`20%12a0(i1U&90%.33"}
var Unified_Ideograph = &RangeTable{packed: "$X6XP3$1Z{9S`a11011a0101122S;v;SkwX}16[42V=2e&*3~%2!Z25P~1"}
var Variation_Selector = &RangeTable{packed: "[`2210:[rf$~>8T5"}
var White_Space = &RangeTable{packed: "94i0S20q0=/20^Q1at150L10}_10"}

var Digit = Nd
var Letter = L
var Lower = Ll
var Mark = M
var Number = N
var Other = C
var Punct = P
var STerm = Sentence_Terminal
var Space = Z
var Symbol = S
var Title = Lt
var Upper = Lu

var Categories = map[string]*RangeTable{
	"C":  C,
	"Cc": Cc,
	"Cf": Cf,
	"Cn": Cn,
	"Co": Co,
	"Cs": Cs,
	"L":  L,
	"LC": LC,
	"Ll": Ll,
	"Lm": Lm,
	"Lo": Lo,
	"Lt": Lt,
	"Lu": Lu,
	"M":  M,
	"Mc": Mc,
	"Me": Me,
	"Mn": Mn,
	"N":  N,
	"Nd": Nd,
	"Nl": Nl,
	"No": No,
	"P":  P,
	"Pc": Pc,
	"Pd": Pd,
	"Pe": Pe,
	"Pf": Pf,
	"Pi": Pi,
	"Po": Po,
	"Ps": Ps,
	"S":  S,
	"Sc": Sc,
	"Sk": Sk,
	"Sm": Sm,
	"So": So,
	"Z":  Z,
	"Zl": Zl,
	"Zp": Zp,
	"Zs": Zs,
}

var Scripts = map[string]*RangeTable{
	"Adlam":                  Adlam,
	"Ahom":                   Ahom,
	"Anatolian_Hieroglyphs":  Anatolian_Hieroglyphs,
	"Arabic":                 Arabic,
	"Armenian":               Armenian,
	"Avestan":                Avestan,
	"Balinese":               Balinese,
	"Bamum":                  Bamum,
	"Bassa_Vah":              Bassa_Vah,
	"Batak":                  Batak,
	"Bengali":                Bengali,
	"Bhaiksuki":              Bhaiksuki,
	"Bopomofo":               Bopomofo,
	"Brahmi":                 Brahmi,
	"Braille":                Braille,
	"Buginese":               Buginese,
	"Buhid":                  Buhid,
	"Canadian_Aboriginal":    Canadian_Aboriginal,
	"Carian":                 Carian,
	"Caucasian_Albanian":     Caucasian_Albanian,
	"Chakma":                 Chakma,
	"Cham":                   Cham,
	"Cherokee":               Cherokee,
	"Chorasmian":             Chorasmian,
	"Common":                 Common,
	"Coptic":                 Coptic,
	"Cuneiform":              Cuneiform,
	"Cypriot":                Cypriot,
	"Cypro_Minoan":           Cypro_Minoan,
	"Cyrillic":               Cyrillic,
	"Deseret":                Deseret,
	"Devanagari":             Devanagari,
	"Dives_Akuru":            Dives_Akuru,
	"Dogra":                  Dogra,
	"Duployan":               Duployan,
	"Egyptian_Hieroglyphs":   Egyptian_Hieroglyphs,
	"Elbasan":                Elbasan,
	"Elymaic":                Elymaic,
	"Ethiopic":               Ethiopic,
	"Georgian":               Georgian,
	"Glagolitic":             Glagolitic,
	"Gothic":                 Gothic,
	"Grantha":                Grantha,
	"Greek":                  Greek,
	"Gujarati":               Gujarati,
	"Gunjala_Gondi":          Gunjala_Gondi,
	"Gurmukhi":               Gurmukhi,
	"Han":                    Han,
	"Hangul":                 Hangul,
	"Hanifi_Rohingya":        Hanifi_Rohingya,
	"Hanunoo":                Hanunoo,
	"Hatran":                 Hatran,
	"Hebrew":                 Hebrew,
	"Hiragana":               Hiragana,
	"Imperial_Aramaic":       Imperial_Aramaic,
	"Inherited":              Inherited,
	"Inscriptional_Pahlavi":  Inscriptional_Pahlavi,
	"Inscriptional_Parthian": Inscriptional_Parthian,
	"Javanese":               Javanese,
	"Kaithi":                 Kaithi,
	"Kannada":                Kannada,
	"Katakana":               Katakana,
	"Kawi":                   Kawi,
	"Kayah_Li":               Kayah_Li,
	"Kharoshthi":             Kharoshthi,
	"Khitan_Small_Script":    Khitan_Small_Script,
	"Khmer":                  Khmer,
	"Khojki":                 Khojki,
	"Khudawadi":              Khudawadi,
	"Lao":                    Lao,
	"Latin":                  Latin,
	"Lepcha":                 Lepcha,
	"Limbu":                  Limbu,
	"Linear_A":               Linear_A,
	"Linear_B":               Linear_B,
	"Lisu":                   Lisu,
	"Lycian":                 Lycian,
	"Lydian":                 Lydian,
	"Mahajani":               Mahajani,
	"Makasar":                Makasar,
	"Malayalam":              Malayalam,
	"Mandaic":                Mandaic,
	"Manichaean":             Manichaean,
	"Marchen":                Marchen,
	"Masaram_Gondi":          Masaram_Gondi,
	"Medefaidrin":            Medefaidrin,
	"Meetei_Mayek":           Meetei_Mayek,
	"Mende_Kikakui":          Mende_Kikakui,
	"Meroitic_Cursive":       Meroitic_Cursive,
	"Meroitic_Hieroglyphs":   Meroitic_Hieroglyphs,
	"Miao":                   Miao,
	"Modi":                   Modi,
	"Mongolian":              Mongolian,
	"Mro":                    Mro,
	"Multani":                Multani,
	"Myanmar":                Myanmar,
	"Nabataean":              Nabataean,
	"Nag_Mundari":            Nag_Mundari,
	"Nandinagari":            Nandinagari,
	"New_Tai_Lue":            New_Tai_Lue,
	"Newa":                   Newa,
	"Nko":                    Nko,
	"Nushu":                  Nushu,
	"Nyiakeng_Puachue_Hmong": Nyiakeng_Puachue_Hmong,
	"Ogham":                  Ogham,
	"Ol_Chiki":               Ol_Chiki,
	"Old_Hungarian":          Old_Hungarian,
	"Old_Italic":             Old_Italic,
	"Old_North_Arabian":      Old_North_Arabian,
	"Old_Permic":             Old_Permic,
	"Old_Persian":            Old_Persian,
	"Old_Sogdian":            Old_Sogdian,
	"Old_South_Arabian":      Old_South_Arabian,
	"Old_Turkic":             Old_Turkic,
	"Old_Uyghur":             Old_Uyghur,
	"Oriya":                  Oriya,
	"Osage":                  Osage,
	"Osmanya":                Osmanya,
	"Pahawh_Hmong":           Pahawh_Hmong,
	"Palmyrene":              Palmyrene,
	"Pau_Cin_Hau":            Pau_Cin_Hau,
	"Phags_Pa":               Phags_Pa,
	"Phoenician":             Phoenician,
	"Psalter_Pahlavi":        Psalter_Pahlavi,
	"Rejang":                 Rejang,
	"Runic":                  Runic,
	"Samaritan":              Samaritan,
	"Saurashtra":             Saurashtra,
	"Sharada":                Sharada,
	"Shavian":                Shavian,
	"Siddham":                Siddham,
	"SignWriting":            SignWriting,
	"Sinhala":                Sinhala,
	"Sogdian":                Sogdian,
	"Sora_Sompeng":           Sora_Sompeng,
	"Soyombo":                Soyombo,
	"Sundanese":              Sundanese,
	"Syloti_Nagri":           Syloti_Nagri,
	"Syriac":                 Syriac,
	"Tagalog":                Tagalog,
	"Tagbanwa":               Tagbanwa,
	"Tai_Le":                 Tai_Le,
	"Tai_Tham":               Tai_Tham,
	"Tai_Viet":               Tai_Viet,
	"Takri":                  Takri,
	"Tamil":                  Tamil,
	"Tangsa":                 Tangsa,
	"Tangut":                 Tangut,
	"Telugu":                 Telugu,
	"Thaana":                 Thaana,
	"Thai":                   Thai,
	"Tibetan":                Tibetan,
	"Tifinagh":               Tifinagh,
	"Tirhuta":                Tirhuta,
	"Toto":                   Toto,
	"Ugaritic":               Ugaritic,
	"Vai":                    Vai,
	"Vithkuqi":               Vithkuqi,
	"Wancho":                 Wancho,
	"Warang_Citi":            Warang_Citi,
	"Yezidi":                 Yezidi,
	"Yi":                     Yi,
	"Zanabazar_Square":       Zanabazar_Square,
}

var Properties = map[string]*RangeTable{
	"ASCII_Hex_Digit":                    ASCII_Hex_Digit,
	"Bidi_Control":                       Bidi_Control,
	"Dash":                               Dash,
	"Deprecated":                         Deprecated,
	"Diacritic":                          Diacritic,
	"Extender":                           Extender,
	"Hex_Digit":                          Hex_Digit,
	"Hyphen":                             Hyphen,
	"IDS_Binary_Operator":                IDS_Binary_Operator,
	"IDS_Trinary_Operator":               IDS_Trinary_Operator,
	"Ideographic":                        Ideographic,
	"Join_Control":                       Join_Control,
	"Logical_Order_Exception":            Logical_Order_Exception,
	"Noncharacter_Code_Point":            Noncharacter_Code_Point,
	"Other_Alphabetic":                   Other_Alphabetic,
	"Other_Default_Ignorable_Code_Point": Other_Default_Ignorable_Code_Point,
	"Other_Grapheme_Extend":              Other_Grapheme_Extend,
	"Other_ID_Continue":                  Other_ID_Continue,
	"Other_ID_Start":                     Other_ID_Start,
	"Other_Lowercase":                    Other_Lowercase,
	"Other_Math":                         Other_Math,
	"Other_Uppercase":                    Other_Uppercase,
	"Pattern_Syntax":                     Pattern_Syntax,
	"Pattern_White_Space":                Pattern_White_Space,
	"Prepended_Concatenation_Mark":       Prepended_Concatenation_Mark,
	"Quotation_Mark":                     Quotation_Mark,
	"Radical":                            Radical,
	"Regional_Indicator":                 Regional_Indicator,
	"STerm":                              Sentence_Terminal,
	"Sentence_Terminal":                  Sentence_Terminal,
	"Soft_Dotted":                        Soft_Dotted,
	"Terminal_Punctuation":               Terminal_Punctuation,
	"Unified_Ideograph":                  Unified_Ideograph,
	"Variation_Selector":                 Variation_Selector,
	"White_Space":                        White_Space,
}

var CategoryAliases = map[string]string{
	"Cased_Letter":          "LC",
	"Close_Punctuation":     "Pe",
	"Combining_Mark":        "M",
	"Connector_Punctuation": "Pc",
	"Control":               "Cc",
	"Currency_Symbol":       "Sc",
	"Dash_Punctuation":      "Pd",
	"Decimal_Number":        "Nd",
	"Enclosing_Mark":        "Me",
	"Final_Punctuation":     "Pf",
	"Format":                "Cf",
	"Initial_Punctuation":   "Pi",
	"Letter":                "L",
	"Letter_Number":         "Nl",
	"Line_Separator":        "Zl",
	"Lowercase_Letter":      "Ll",
	"Mark":                  "M",
	"Math_Symbol":           "Sm",
	"Modifier_Letter":       "Lm",
	"Modifier_Symbol":       "Sk",
	"Nonspacing_Mark":       "Mn",
	"Number":                "N",
	"Open_Punctuation":      "Ps",
	"Other":                 "C",
	"Other_Letter":          "Lo",
	"Other_Number":          "No",
	"Other_Punctuation":     "Po",
	"Other_Symbol":          "So",
	"Paragraph_Separator":   "Zp",
	"Private_Use":           "Co",
	"Punctuation":           "P",
	"Separator":             "Z",
	"Space_Separator":       "Zs",
	"Spacing_Mark":          "Mc",
	"Surrogate":             "Cs",
	"Symbol":                "S",
	"Titlecase_Letter":      "Lt",
	"Unassigned":            "Cn",
	"Uppercase_Letter":      "Lu",
	"cntrl":                 "Cc",
	"digit":                 "Nd",
	"punct":                 "P",
}
