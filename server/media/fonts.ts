import sharp from 'sharp';

let found: Promise<boolean> | undefined;

/** Whether Chinese can be written into pictures on this machine. Nothing is shipped: a font of it weighs more than all else. */
export function hasChineseFont(): Promise<boolean> {
  found ??= look();
  return found;
}

/** 一 is one flat stroke; where no font has it a box stands for it, higher than wide, or nothing at all. */
const look = async () => {
  try {
    const { info } = await sharp({ text: { text: '一', font: 'sans 40', rgba: true } })
      .png()
      .toBuffer({ resolveWithObject: true });
    return info.width > 2 * info.height;
  } catch {
    return false;
  }
};
