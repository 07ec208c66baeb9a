; The value is stored, which needs no bound.
define i8 @f(ptr %table, ptr %source) {
  %x = load i64, ptr %source, align 8
  %low = trunc i64 %x to i32
  %fits = icmp ult i32 %low, 100
  br i1 %fits, label %inside, label %outside

inside:
  %masked = and i64 %x, 4294967295
  store i64 %masked, ptr %table, align 8
  ret i8 1

outside:
  ret i8 0
}

; unchanged
