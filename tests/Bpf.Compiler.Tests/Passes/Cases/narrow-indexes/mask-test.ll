; A test of upper bits is a comparison of the i32.
define i8 @f(ptr %table, ptr %source) {
  %x = load i64, ptr %source, align 8
  %high = and i64 %x, 4294967280
  %fits = icmp eq i64 %high, 0
  br i1 %fits, label %inside, label %outside

inside:
  %index = and i64 %x, 4294967295
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
  %3 = icmp ult i32 %2, 16
  br i1 %3, label %inside, label %outside

inside:
  %4 = zext i32 %2 to i64
  %address = getelementptr i8, ptr %table, i64 %4
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}
