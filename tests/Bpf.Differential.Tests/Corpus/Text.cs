using Bpf;
using System;
using System.Runtime.CompilerServices;

// Text in zero-terminated buffers.
public static class Corpus
{
    [InlineArray(16)]
    public struct Name { private byte _first; }

    public unsafe struct Record { public fixed byte Path[24]; }

    static ReadOnlySpan<byte> Source => "sshd\0\0\0\0bash\0x\0\0sixteen letters."u8;

    public static long EqualsLiteral(long a, long b)
    {
        Name name = Copy((int)(a & 31));
        return name[..].TextEquals("sshd"u8) ? 1 : name[..].TextEquals("bash"u8) ? 2 : name[..].TextEquals(""u8) ? 3 : name[..].TextEquals("sixteen letters."u8) ? 4 : 5;
    }

    public static long EqualsWithZero(long a, long b)
    {
        Name name = Copy((int)(a & 31));
        return name[..].TextEquals("bash\0y"u8) ? 1 : 0;
    }

    public static long EqualsLonger(long a, long b)
    {
        Name name = Copy((int)(a & 31));
        return name[..].TextEquals("sixteen letters. And more"u8) ? 1 : name[..].TextEquals("bash\0 and text behind the zero"u8) ? 2 : 0;
    }

    public static long BuffersWithEachOther(long a, long b)
    {
        Name left = Copy((int)(a & 31));
        Span<byte> right = stackalloc byte[24];
        right.Clear();
        for (int i = 0; i < 8; i++)
        {
            right[i] = Source[(int)(b & 15) + i];
        }

        return left[..].TextEquals(right) ? 1 : 0;
    }

    public static long EqualsChanged(long a, long b)
    {
        Name name = Copy(0);
        name[(int)(a & 7)] = (byte)b;
        return (name[..].TextEquals("sshd"u8) ? 1 : 0) + (name[..].TextEquals("sshd\x64"u8) ? 2 : 0) + name[..].TextLength() * 4;
    }

    public static long StartsWith(long a, long b)
    {
        Name name = Copy((int)(a & 31));
        return (name[..].TextStartsWith("ss"u8) ? 1 : 0) + (name[..].TextStartsWith(""u8) ? 2 : 0) + (name[..].TextStartsWith("sshd\0z"u8) ? 4 : 0)
            + (name[..].TextStartsWith("bash and a text that is longer"u8) ? 8 : 0) + (name[..].StartsWith("ba"u8) ? 16 : 0);
    }

    public static long Length(long a, long b)
    {
        Name name = Copy((int)(a & 31));
        return name[..].TextLength();
    }

    public static unsafe long FixedBuffer(long a, long b)
    {
        Record record = default;
        for (int i = 0; i < 8; i++)
        {
            record.Path[i] = Source[(int)(a & 15) + i];
        }

        ReadOnlySpan<byte> path = new(record.Path, 24);
        return path.TextEquals("bash"u8) ? 1 : path.TextEquals("hd"u8) ? 2 : path.TextLength();
    }

    static Name Copy(int from)
    {
        Name name = default;
        Span<byte> bytes = name;
        for (int i = 0; i < 16; i++)
        {
            bytes[i] = from + i < Source.Length ? Source[from + i] : (byte)0;
        }

        return name;
    }
}
