// The words of the console's cover field.
import type { Language } from '../../../shared/language.ts';

const chinese = {
  cover: '封面',
  large: '大图',
  largeUse: '客户看到的第一条图文、门店页面',
  small: '小图',
  smallUse: '多条图文和列表',
  drawn: '还没有封面：系统用地图和名称画一张。',
  external: '来自其他网站的图片，尺寸由对方决定。',
  upload: '上传图片',
  replace: '换一张',
  crop: '调整裁剪',
  remove: '移除封面',
  hint: 'JPEG、PNG、WebP、AVIF，10 MB 以内；可以拖到这里，也可以直接粘贴。',
  dropHere: '松开即可上传',
  address: '或填写图片地址',
  frame: '裁剪框：方向键移动（按住 Shift 更快），加号和减号缩放',
  frameHint: '拖动方框，或用方向键移动；用滑块或 +、- 键缩放。中间的正方形就是小图。',
  zoom: '大小',
  use: '使用',
  cancel: '取消',
  working: '正在上传和裁剪…',
  done: '封面已换好，保存门店后生效。',
  blurry: (width: number) => `选中的部分只有 ${width} 像素宽，放大后会模糊；900 像素以上更清晰。`,
  notPicture: '这不是能打开的图片，请换 JPEG、PNG、WebP 或 AVIF。',
  tooLarge: (megabytes: string) => `图片有 ${megabytes} MB，最多 10 MB。`,
  noAnswer: '没有连上服务器，请再试一次。',
  failures: {
    PICTURE_TOO_LARGE: '图片超过 10 MB。',
    PICTURE_TYPE_UNKNOWN: '从内容看，这不是 JPEG、PNG、WebP 或 AVIF 图片。',
    PICTURE_UNREADABLE: '图片已损坏或不完整，打不开。',
    PICTURE_ANIMATED: '这是动图，封面只能是一张静止的图片。',
    PICTURE_DIMENSIONS: '图片太小（每边至少 80 像素）或像素太多（最多 5,000 万）。',
    MEDIA_NOT_FOUND: '原图已经不在了，请重新上传。',
  },
};

type CoverWords = typeof chinese;

const english: CoverWords = {
  cover: 'Cover',
  large: 'Large',
  largeUse: "the first article that customers see, and the store's page",
  small: 'Small',
  smallUse: 'further articles and lists',
  drawn: 'No cover yet: one is drawn from the map and the name.',
  external: 'A picture of another site, in whatever size it has there.',
  upload: 'Upload a picture',
  replace: 'Another picture',
  crop: 'Adjust the crop',
  remove: 'Remove the cover',
  hint: 'JPEG, PNG, WebP or AVIF, at most 10 MB; drop it here, or paste it.',
  dropHere: 'Let go to upload',
  address: 'Or the address of a picture',
  frame: 'Crop: arrow keys move it, faster with Shift; plus and minus change its size',
  frameHint:
    'Drag the frame or move it by arrow keys; the slider or + and - change its size. The square in its middle is the small picture.',
  zoom: 'Size',
  use: 'Use it',
  cancel: 'Cancel',
  working: 'Uploading and cutting…',
  done: 'The cover is changed; save the store to make it count.',
  blurry: (width) => `Only ${width} pixels wide: enlarged it will look blurred; 900 or more are sharp.`,
  notPicture: 'This is no picture that can be opened; take a JPEG, PNG, WebP or AVIF.',
  tooLarge: (megabytes) => `The picture has ${megabytes} MB; at most 10 MB are taken.`,
  noAnswer: 'The service cannot be reached; try again.',
  failures: {
    PICTURE_TOO_LARGE: 'The picture has more than 10 MB.',
    PICTURE_TYPE_UNKNOWN: 'By its content this is no JPEG, PNG, WebP or AVIF.',
    PICTURE_UNREADABLE: 'The picture is broken or cut off and cannot be opened.',
    PICTURE_ANIMATED: 'This picture moves; a cover is a single still one.',
    PICTURE_DIMENSIONS:
      'The picture is too small (80 pixels each way at least) or has too many pixels (50 million at most).',
    MEDIA_NOT_FOUND: 'The whole picture is gone; upload it again.',
  },
};

export const coverWords: Readonly<Record<Language, CoverWords>> = { 'zh-CN': chinese, en: english };
