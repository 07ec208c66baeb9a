; Scaled first and masked then, to fewer than 32 bits.
define i8 @f(ptr %table, ptr %source) {
  %x = load i64, ptr %source, align 8
  %low = trunc i64 %x to i32
  %fits = icmp ult i32 %low, 100
  br i1 %fits, label %inside, label %outside

inside:
  %scaled = shl i64 %x, 3
  %index = and i64 %scaled, 1016
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
  %3 = zext i32 %2 to i64
  %fits = icmp ult i32 %2, 100
  br i1 %fits, label %inside, label %outside

inside:
  %scaled = shl i64 %3, 3
  %index = and i64 %scaled, 1016
  %address = getelementptr i8, ptr %table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}
