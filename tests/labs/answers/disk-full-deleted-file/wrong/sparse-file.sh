: > /srv/shop/data/orders.deleted
