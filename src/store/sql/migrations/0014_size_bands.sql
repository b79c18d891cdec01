-- Sizes of offers are counted in half doublings instead of doublings; what was counted so far moves to the band
-- in the middle of the old one.
UPDATE offer_answer SET size_band = CASE size_band
  WHEN 1 THEN 3 WHEN 2 THEN 5 WHEN 3 THEN 7 WHEN 4 THEN 9 WHEN 5 THEN 11 ELSE 0 END;
