// What the shop sells: a product (商品) and its variants (规格, sku).
#pragma once

#include <string>

#include "base/ids.h"
#include "base/money.h"
#include "domain/words.h"

namespace shouhou::domain {

struct Product {
  ProductId id;
  ShopId shop;
  Channel channel = Channel::imported;
  std::string external_id;  // the channel's item id; the title where a file gives none
  std::string title;
  std::string code;      // 商家编码, the seller's own number
  std::string category;  // as the channel names it
  Fen price;

  bool operator==(const Product&) const = default;
};

struct Sku {
  SkuId id;
  ShopId shop;
  ProductId product;
  std::string key;         // unique within the product: the channel's sku id, else code, else the attributes
  std::string attributes;  // "颜色:米白;尺码:M"
  std::string code;

  bool operator==(const Sku&) const = default;
};

}  // namespace shouhou::domain
