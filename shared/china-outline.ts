// Made by test/tools/china-outline.ts from borders in OpenStreetMap (© OpenStreetMap contributors, ODbL 1.0) and, for
// Hong Kong, Macau and at sea, in @rapideditor/country-coder (ISC licence).

/**
 * Outer rings, unclosed, as encoded polylines (Google's format) on a grid of so small a fraction of a degree: longitude,
 * latitude of the first corner, then the way to each next one. The mainland's ring holds Hong Kong and Macau too.
 */
export const CHINA_OUTLINE = {
  CN: {
    grid: 250,
    ring:
      'axs@onIQ`Bc@`@uArKzDxd@gw@zcAkiB_cDrCcDsAy@a@Ac@OgBh@_DDcDmD]aCi@McDEuCq@sAmB\\kCtCsBb@wCkCoA}EeAsF_@' +
      'QkCaNgJsNiSkHiSZyKpRsJ_GaWmOm`AWmSgC_O@AYk@]ECSYIEFG[PIyAyAeBo@MYkAs@KJu@AJ_@uAg@e@CIUYHUGQLAUO@OY[A' +
      'Q]OJi@CZSeAk@UL[So@H[GTG]Eo@aAJEuAk@}@sAq@ULL[ELe@g@y@H_@Y]OFe@WPUs@ZE[QJS_@]IDPUAs@d@TNc@JHHo@Nh@V{' +
      'AVLFoBD_@CGTw@Hu@Ek@JCUQFKMWRMMDFc@PMAEPo@Wu@_BfBaB@iA`@YYKcBAkCLSQUFo@QuATWk@SB_@a@IFaA_@HSJB]c@TC_' +
      '@CNOIKe@ADSUF@UAHo@Cq@f@]q@SP[?SUI}AIDBMMCRKQw@a@s@FS_@EPCIKmAPm@AVToAJJpAgAdAWEFTa@BBYU?E`@[`@FRa@F' +
      'TKLw@S@KUTc@^O\\F^UcCy@w@BAMaC@JY}@IRk@y@}@Dk@WOKw@SIJUK[z@OG_@IDHyAWgCWEzBqJP@\\c@w@MCU_@Ia@Lc@E_@]s@' +
      'LqBmA?OPCc@e@c@JDMs@s@y@j@qL~Ak@TyAu@T_As@cCmB[BU_@ALKSERWSQ?y@US]LE_@c@Ca@y@Zg@_Am@SJAU]GAa@ZEe@Qn@' +
      'm@c@}@q@a@U{Ci@y@a@CEk@`@_@Ga@gAw@wAEe@QgBuBxAsBVi@g@_@_@sAg@q@f@U|AGr@PfB@^Xj@ERRzBVP`@z@EL^hCTvBER' +
      '^fAVVZhAIEh@f@\\A`@ZLvBSZV|BAFTh@Ij@Hp@Sx@XVc@pCCf@RzA?v@mBbBaAJWyAeBr@aAM_@PGp@JJo@d@MgAcChAJZWbBRp@' +
      '[|B_AEYd@IEUn@MXs@jA@\\cAz@ALd@|@Wp@VZ?Tc@nA_@|@@]a@XSPLpAQnABPR\\Cl@HrAGd@Sx@HlAm@Js@|@MRaCi@i@Im@nBW' +
      'ZYSq@d@Qg@q@f@m@Eg@`@M|@qA~A{@HiAg@y@n@?O^`@@Ne@o@GD_@z@Q_@i@rA_@]UBg@^IdBgBFg@e@ESo@~Be@EOy@Qx@]MId' +
      '@y@f@@Ca@|@a@LLd@WIWg@CL]c@K`@O^RhAeApAPB[a@KIUnAo@d@NDWhDu@`CNA^PBRUv@C@SfCI~AqAbAL~@g@|@]nAAr@[^XK' +
      'SPIJ\\TSvAKbA\\d@CrBXfEDp@[h@Ph@Af@VfBC|G~@xAJNMfBD|IpFlAPQzA}@Dq@Wu@Ba@McCp@f@lADd@{@ZDXSTLHr@jBn@DFP' +
      '`@C?Nd@HnBjAj@?GNTFj@rB\\DQL\\J@Rb@FE^TCCXh@lAb@Bt@r@JlApA|@XHENb@`AVTJ@OTuAEGLZx@UH|@|@VG@Vl@ZjACtD\\p' +
      '@l@j@FBPfAX^d@ZEP\\l@Cj@JJj@NOTH~Cu@bBAhBYlDoApIfNQXlCpCKdCpCr@YrBuDvBwAeAeA]}AT}D]eCd@oCxAuE{DiABkBS' +
      '}@TcCDcBlBuDt@Kz@iB^PZuB|@AX_@@i@X_AnBM@BT_@FHROFNzAn@GLZp@RHQp@EjBFRBf@Uz@@p@s@ZNTE@U^BTh@x@EJKb@Lh' +
      'CWt@ZbCb@n@h@`AFv@m@tAJKZVTJz@jC@~BMb@ZzARxApAnAvBUT?`@t@h@fABfDlBhDb@zDDvB]`BXDl@b@h@jCvAT^d@TlADhC' +
      'rAvFYxDa@pAa@rAgA`FCxAj@pB|C@t@n@p@Z~@o@XQp@y@~@aA`@uAvAD~@nAJjBvAtAFZTfDt@~GpGdDbAbBBvExAzAF`CIzA\\t' +
      'CUzB@XK~CZpDC`@UdBVPTjBV|BJ`PrDnFfBfBfAl@c@fECFIK_BfFh@rACnFi@dI{BfBOt@HpEi@KMzB}BrBIfJiAfGGXXvCEdFh' +
      '@nSk@|NgA`BRdHNJwAbFgDXwAdDgHdBKW_B[UFMjER`@UhBUx@u@dA_@x@AHa@x@i@~IuCDDbD[zADr@W`EVb@GzA@xAc@vFFv@i' +
      '@d@T`AKd@a@tCAOW\\WNDPeAn@]UwBaAoAuAcABq@z@}Ae@Wu@aB\\KOeAv@s@IYr@w@l@ClCaDU[VK?m@d@YXi@KOxBc@\\]Ka@NKp' +
      '@ABZ|A@BWn@Md@_AxA?fAR~A@~@{@v@BtBy@J]S_@z@a@VHr@i@hAKpBo@cA{@bCk@Va@RAG]w@GOQd@_@Ua@X[fBFx@FEVd@J`B' +
      'WNM|CDVf@t@ZEf@e@\\^`@I`@b@X^RVj@xA\\NId@B`@\\|EFlAzAVRZrAg@`Ge@d@?dBbAz@D\\d@GxBDhA~@f@@BVPBzAeAzBLd@Ot' +
      'B@d@PdAM`@JbEw@XU\\DV]|@Aj@[t@H`DlJfBbDZxAz@PCfAh@xAIf@cCx@Ud@@|@t@T`Ba@tATFUrAFjAoAjAPp@`@pCP`@TXGPV' +
      'x@@\\TzAWFRzALJKt@j@\\Ot@Vb@OVBhBbAi@NHL[\\qAWMl@gA\\e@d@^~@[~ABxAWRMbAkChF`@dAo@FFTUl@LR|@EbCn@?ZgBr@fB' +
      'Xx@@VdAXLCj@k@`@^Tg@fBHPf@?Vb@k@j@HHbDBt@fAbA?HNfBH~Av@l@@n@TfAh@`B^T^d@ERR~ATxAFNjApCd@NRKX\\Tx@?tAH' +
      'BKv@If@RVO\\Hh@Yj@C`@V\\?FVp@JJbAj@ZO^Fd@p@`@Hj@n@d@d@?JV`@q@j@\\XGn@FEJl@ITh@j@Q|@VRi@_@u@d@OToAx@TbCv' +
      'AtBCjAa@L^m@z@fBEB\\l@@`@d@zAx@h@Sv@Ld@LLKTZ\\DSLfAnBAJ_@BW~@PLPt@jCL@Tl@N_@LLd@q@V{@dB[IOTBf@f@I\\j@OB' +
      'c@rBcBl@MK]BJU[]mARsB~@wARHXUrAo@DBTc@`AW?@x@MDJTo@f@x@v@Wr@k@ZMKm@x@ZPOXbBPDVt@H`@c@f@XLMVLh@ATn@e@' +
      'n@SH}@[U^q@SU|@WEFOoBWIPc@NsA@IzAQVUGOH?YsAJyBfAHRw@lAX`@e@v@XAA\\f@PKZU\\q@@]p@H`@KJYAgA?BMe@@SSUDUWU' +
      'LLLGn@q@Jc@j@i@E[Za@Jo@AaAf@u@Kk@b@gAGm@JKKSP{@c@q@\\EOKFIG[LKKk@?v@`AHz@Y^WB?VUVNRi@\\LP_@`@N`Ac@R@`@' +
      'iANGZ_@UYDC\\e@Oc@HYTHJw@RQZe@Mg@\\^Db@vATKz@d@h@@@Xk@NFd@QFEtAf@n@_@FJ\\q@bAa@F]b@_@HCV_Ap@H`@Oz@u@NI^' +
      'mAvA\\p@El@\\CHQvA`@Z|@RGl@X\\Q~@u@Jk@KWRg@FHvCt@LLg@n@FZS^BVu@f@@Lm@ZYt@UDD^^z@W~@W?Wb@~@p@e@^Vd@OZc@F' +
      'CIKL]g@[LIk@S?GO]JQb@_@LBd@c@REb@q@RGh@g@CCPi@ZkA_@}@POXcBbAc@MGTU?Bb@P@Gr@s@HMTe@A{@d@a@K_Ab@_@d@sB' +
      'd@YhAWh@{@?FGYUNe@e@?_@[Ie@Hi@OGHQgAVC[WFIO{@ZcBLURk@UW\\L`@u@f@PN?\\e@EYPQCMREI{@f@OKw@p@FNc@GURVXYCi' +
      '@f@u@EITYEe@`@QKmA\\HDEVW?[f@S@?Z_ApAq@Tc@i@g@AIYqAMELu@BIVk@BRXCXMBDd@]DHfAyARMf@WPeA?g@^BPoA^_AIe@m' +
      '@[Ac@V?t@b@VAhAi@AYVi@EQJSWm@Am@LCV[WAUUQShAo@XWb@AZe@\\LZy@R]MTk@?e@U?_@g@S~A]@}@`@q@WYmAUP[Mi@@C^u@' +
      'DKL_Bf@Qd@g@Ha@OYLs@SEHLDWBw@UWZIIm@Lu@iAORcBJWHOo@_@JMMGLkBe@MSWHEWe@SSVi@Ag@^?h@ODI^NRBhAh@p@UpAqA' +
      'p@OKLMAaAuAa@Je@q@q@Cc@kAk@_@y@gAmAsAIM_@a@HQTg@E_@\\GIs@QWTi@Gi@p@yADMLu@[kBZIIWTUKYNaABUg@m@?m@V}@x' +
      '@a@B@L\\BHLc@EyAb@QKUb@Y@[_@e@?}Au@WFOd@o@SQTgA}@W@i@a@?e@d@IIe@yBWK]eBu@Mq@o@k@[P]EcAgAq@EENYKKFe@c@' +
      '_AC@M_@WULC]aAYIOg@@EQo@[l@a@I[i@CEMq@KeBu@[j@YHATSIuAZJUq@LCVw@EWRQa@w@DIa@MZWD?c@_@FO[UJo@EBc@e@Y_' +
      '@Nk@]m@Ag@PEVw@XQh@v@V?`@MF[a@q@E@`@c@NIb@_@??d@a@TFNM@Sz@d@Qx@t@ONb@Vc@FCZYcAc@SaARIZo@NMl@y@`@e@W_' +
      'ClAe@QDO_@DAQWIPYU_@JY_@YSL]I]TEn@]b@w@Sy@|@@T]A]\\GdBQ?GVPXYLBTMLHJe@h@Gt@]DYS?u@q@PMKOf@e@IULH`AYn@' +
      'Ft@NJIz@[LPVMfDK^LR@bAf@zAQ@MXFZXRH[^?OvA_@NMf@`@\\f@Wh@^Fl@VLB^j@X^]h@GIV^`@OZH^PALd@\\B`@l@R?^[\\hA\\R' +
      'CtAa@\\NJ\\IlAr@Mh@VnBeAIWl@VF?VY?WPRPK\\JXbB|As@TERkBeAQBDImAe@mAMmDOWV[KsBUGRLTn@RPZPGHd@IRL^y@J]dAUL' +
      'l@d@IZYAW`@?^TLOCQL\\|@wADDV[No@IWNo@[SP_AFWvAz@QIn@\\HF^`@Ja@jAL\\KN~@p@MVVXAT^\\MHT@y@`@oAAUOWRQIm@DW^' +
      'UQw@XKWm@DDLSZZjASt@WPs@IQV^ZGh@UJEMa@Vq@_@i@CWf@q@BiA_@mAuA_AIe@a@O?@h@QHG`@NNg@FFz@\\JUf@a@PP^e@Zm@' +
      'YqAM_@LFXe@MMZ[@S_@U?AUv@c@Ci@@e@UON][?OYXCTw@Ue@j@g@ASND`@SOSZm@IUVq@IM[?M]IeAk@OcA~@E[e@B]Og@JIPGM' +
      's@FFYc@m@q@g@PWYGK_@c@?S\\QMmAh@q@P_@~@]@UPWCBSw@_@LSMWo@QWaAw@\\DRMXe@^Wa@FSe@m@uBrBq@ZQGMcBe@k@gAOCr' +
      '@c@FOPeBqAKPKOWL]A@KcAq@^sAe@CI[YLGWgBk@_@LGe@c@[o@t@IG]n@e@T@j@c@EcA\\[PSb@GKs@?AYcB@]b@DJ_@L{ASIUWL' +
      'QCY^GMS@[d@c@BXP\\xAd@DPMXxAMNLTq@FUv@PPQJD`Bc@WWRs@AETODOOOBSVZ`@s@Pw@h@e@Q]f@A^{@[?Zu@AeCYo@z@g@EYZ',
  },
  HK: {
    grid: 1000,
    ring: 'co}Eufj@ec@UdBsXjK?l@^LQ\\Gn@DTIVAPNDTRCTDRJHHPKJ@LEFFNDHTRDJHDNl@GdIxCfBjLa@`A',
  },
  MO: {
    grid: 1000,
    ring: 'yw|Eagj@@fAo@~@sB}@p@aEbA@BKb@MN?BFHADBEJPl@[v@',
  },
} as const;
