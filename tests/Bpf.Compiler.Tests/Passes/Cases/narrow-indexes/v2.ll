; Without 32-bit registers the copy is made in a 64-bit one.
; cpu v2
define i8 @f(ptr %table, ptr %source) {
  %x = load i64, ptr %source, align 8
  %low = trunc i64 %x to i32
  %fits = icmp ult i32 %low, 100
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
  %2 = zext i32 %1 to i64
  %3 = call i64 asm "", "=r,0"(i64 %2)
  %4 = trunc i64 %3 to i32
  %fits = icmp ult i32 %4, 100
  br i1 %fits, label %inside, label %outside

inside:
  %5 = zext i32 %4 to i64
  %address = getelementptr i8, ptr %table, i64 %5
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}
