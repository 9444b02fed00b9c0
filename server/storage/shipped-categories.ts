import type { Category } from '../../shared/category.ts';

/** The categories there are until ops decide on their own; each has an icon and a default cover of its name. */
export const SHIPPED_CATEGORIES: Category[] = [
  { id: 'food', name: '餐饮', nameEn: 'Food and drink', icon: 'food' },
  { id: 'cafe', name: '咖啡', nameEn: 'Café', parent: 'food', icon: 'cafe' },
  { id: 'restaurant', name: '餐厅', nameEn: 'Restaurant', parent: 'food', icon: 'restaurant' },
  { id: 'fast-food', name: '快餐', nameEn: 'Fast food', parent: 'food', icon: 'fast-food' },
  { id: 'bakery', name: '面包甜点', nameEn: 'Bakery', parent: 'food', icon: 'bakery' },
  { id: 'shopping', name: '购物', nameEn: 'Shopping', icon: 'shopping' },
  { id: 'supermarket', name: '超市', nameEn: 'Supermarket', parent: 'shopping', icon: 'supermarket' },
  { id: 'convenience', name: '便利店', nameEn: 'Convenience store', parent: 'shopping', icon: 'convenience' },
  { id: 'fashion', name: '服饰', nameEn: 'Fashion', parent: 'shopping', icon: 'fashion' },
  { id: 'electronics', name: '数码家电', nameEn: 'Electronics', parent: 'shopping', icon: 'electronics' },
  { id: 'car', name: '汽车', nameEn: 'Cars', parent: 'shopping', icon: 'car' },
  { id: 'services', name: '生活服务', nameEn: 'Services', icon: 'services' },
  { id: 'bank', name: '银行', nameEn: 'Bank', parent: 'services', icon: 'bank' },
  { id: 'pharmacy', name: '药店', nameEn: 'Pharmacy', parent: 'services', icon: 'pharmacy' },
  { id: 'hotel', name: '酒店', nameEn: 'Hotel', parent: 'services', icon: 'hotel' },
  { id: 'transport', name: '交通', nameEn: 'Transport', parent: 'services', icon: 'transport' },
  { id: 'office', name: '办公', nameEn: 'Office', parent: 'services', icon: 'office' },
  { id: 'leisure', name: '休闲', nameEn: 'Leisure', icon: 'leisure' },
  { id: 'cinema', name: '影院', nameEn: 'Cinema', parent: 'leisure', icon: 'cinema' },
  { id: 'library', name: '图书馆', nameEn: 'Library', parent: 'leisure', icon: 'library' },
  { id: 'sports', name: '运动场馆', nameEn: 'Sports', parent: 'leisure', icon: 'sports' },
  { id: 'other', name: '其他', nameEn: 'Other', icon: 'other' },
];
