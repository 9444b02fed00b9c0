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
};

export const coverWords: Readonly<Record<Language, CoverWords>> = { 'zh-CN': chinese, en: english };
