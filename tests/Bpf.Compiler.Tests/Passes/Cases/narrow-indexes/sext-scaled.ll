; Extended by sign and scaled, in two shifts; a sum was compared.
define i8 @f(ptr %table, ptr %source) {
  %x = load i64, ptr %source, align 8
  %low = trunc i64 %x to i32
  %next = add i32 %low, 1
  %fits = icmp ult i32 %next, 100
  br i1 %fits, label %inside, label %outside

inside:
  %top = shl i64 %x, 32
  %index = ashr exact i64 %top, 30
  %address = getelementptr i8, ptr %table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}

; after narrow-indexes
define i8 @f(ptr %table, ptr %source) {
  %x = load i64, ptr %source, align 8
  %1 = trunc i64 %x to i32
  %2 = call i32 asm "$0 = $0", "=w,0"(i32 %1)
  %next = add i32 %2, 1
  %fits = icmp ult i32 %next, 100
  br i1 %fits, label %inside, label %outside

inside:
  %3 = sext i32 %2 to i64
  %4 = shl i64 %3, 2
  %address = getelementptr i8, ptr %table, i64 %4
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}
