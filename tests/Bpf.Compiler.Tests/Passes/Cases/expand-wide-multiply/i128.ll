; The widest product that is expanded.
define i64 @f(i128 %a, i128 %b) {
  %product = mul i128 %a, %b
  %high = lshr i128 %product, 64
  %result = trunc i128 %high to i64
  ret i64 %result
}

; after expand-wide-multiply
define i64 @f(i128 %a, i128 %b) {
  %1 = lshr i128 %a, 64
  %2 = trunc i128 %a to i64
  %3 = trunc i128 %1 to i64
  %4 = lshr i128 %b, 64
  %5 = trunc i128 %b to i64
  %6 = trunc i128 %4 to i64
  %7 = mul i64 %2, %5
  %8 = and i64 %2, 4294967295
  %9 = lshr i64 %2, 32
  %10 = and i64 %5, 4294967295
  %11 = lshr i64 %5, 32
  %12 = mul i64 %8, %11
  %13 = mul i64 %9, %10
  %14 = mul i64 %8, %10
  %15 = lshr i64 %14, 32
  %16 = and i64 %12, 4294967295
  %17 = and i64 %13, 4294967295
  %18 = add i64 %16, %17
  %19 = add i64 %15, %18
  %20 = mul i64 %9, %11
  %21 = lshr i64 %19, 32
  %22 = add i64 %20, %21
  %23 = lshr i64 %12, 32
  %24 = lshr i64 %13, 32
  %25 = add i64 %23, %24
  %26 = add i64 %22, %25
  %27 = mul i64 %3, %5
  %28 = mul i64 %2, %6
  %29 = add i64 %27, %28
  %30 = add i64 %26, %29
  %31 = zext i64 %30 to i128
  %32 = shl i128 %31, 64
  %33 = zext i64 %7 to i128
  %34 = or i128 %32, %33
  %high = lshr i128 %34, 64
  %result = trunc i128 %high to i64
  ret i64 %result
}
