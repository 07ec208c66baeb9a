; All 64 bits are the index.
define i8 @f(ptr %table, ptr %source) {
  %x = load i64, ptr %source, align 8
  %low = trunc i64 %x to i32
  %fits = icmp ult i32 %low, 100
  br i1 %fits, label %inside, label %outside

inside:
  %index = lshr i64 %x, 40
  %address = getelementptr i8, ptr %table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}

; unchanged
