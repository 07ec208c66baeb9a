using Bpf.Testing;
using System;

public static class Corpus
{
    struct Limits { public int Low; public long High; }

    enum Mode : short { Off = -1, On = 5 }

    static readonly long s_constant = 1L << 40;
    static readonly uint s_unsigned = 0xFFFF_FFF0;
    static readonly Limits s_limits = new() { Low = -7, High = 1L << 35 };
    static readonly Mode s_mode = Mode.Off;
    static long s_zero;
    static int s_data = 42;
    static short s_negative = -3;
    static byte s_byte = 200;
    static bool s_flag = true;
    static Limits s_written;
    const long Constant = 0x1234_5678_9ABC;

    [Row(39, 101, 102)]
    public static long ReadOnlyData(long a, long b) => s_constant + s_unsigned + s_limits.Low * a + s_limits.High + (short)s_mode + b;

    [Row(39, 100)]
    public static long Variables(long a, long b)
    {
        s_zero = a;
        s_zero += b;
        s_data = 42;
        s_data++;
        s_negative = (short)(s_negative ^ s_negative ^ (short)a);
        s_byte = 200;
        s_byte += 100;
        s_flag = a > b;
        return s_zero + s_data + s_negative + s_byte + (s_flag ? 1 : 0) + Constant;
    }

    [Row(100, 102)]
    public static long StructVariables(long a, long b)
    {
        s_written = new Limits { Low = (int)a, High = b };
        s_written.Low++;
        Limits copy = s_written;
        ref long high = ref s_written.High;
        high ^= 5;
        return copy.Low + copy.High * 3 + s_written.High * 7;
    }
}
