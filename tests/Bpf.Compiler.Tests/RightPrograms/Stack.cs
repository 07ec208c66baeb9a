using System.Runtime.CompilerServices;
using Bpf;

namespace RightPrograms;

// Large values that are mostly unused, and buffers that just fit.
[BpfObject(License = "GPL")]
public static unsafe class Stack
{
    public unsafe struct Big { public fixed byte Name[600]; public int Count; public ulong Bytes; }
    public struct Other { public ulong A, B, C, D; public Text T; public uint Flags; }
    [InlineArray(500)] public struct Text { byte _f; }
    [BpfMap(MaxEntries = 16)] static readonly BpfArray<Big> Map = new();
    [BpfMap(MaxEntries = 16)] static readonly BpfArray<Other> Others = new();
    static ulong s_sum;
    [Uprobe("libc:malloc")]
    public static int OneNumber(UprobeContext context, nuint size)
    {
        if (!Map.TryGetRef(1, out var found)) return 0;
        Big copy = found.Value;
        s_sum += (ulong)copy.Count + copy.Bytes;
        return 0;
    }
    [Uprobe("libc:malloc")]
    public static int OneElement(UprobeContext context, nuint size)
    {
        if (!Others.TryGetRef(1, out var found)) return 0;
        Other copy = found.Value;
        s_sum += copy.A + copy.T[3];
        return 0;
    }
    [Uprobe("libc:malloc")]
    public static int CopyByTheMap(UprobeContext context, nuint size)
    {
        if (!Others.TryGetValue(1, out Other copy)) return 0;
        s_sum += copy.A + copy.Flags;
        return 0;
    }
    [Uprobe("libc:malloc")]
    public static int WholeStack(UprobeContext context, nuint size)
    {
        Span<byte> a = stackalloc byte[504];
        BpfHelpers.TryReadUser(size, a);
        return a[4];
    }
    [Uprobe("libc:malloc")]
    public static int Reference(UprobeContext context, nuint size)
    {
        if (!Others.TryGetRef(1, out var found)) return 0;
        ref Other copy = ref found.Value;
        var (a, b) = (copy.A, copy.B);
        var flags = (copy with { Flags = 5 }).Flags;
        s_sum += a + b + flags;
        return 0;
    }
    [Uprobe("libc:malloc")]
    public static int CopyOfACopy(UprobeContext context, nuint size)
    {
        if (!Others.TryGetRef(1, out var found)) return 0;
        Other copy = found.Value;
        copy.A++;
        s_sum += copy.A;
        Other other = copy;
        s_sum += other.B;
        return 0;
    }

    [Uprobe("libc:malloc")]
    public static int ManyNumbers(UprobeContext context, nuint size)
    {
        ulong a = size * 3, b = a ^ 5, c = b + a, d = c * b, e = d - c, f = e ^ d, g = f + e, h = g * 7, i = h ^ g, j = i + 3, k = j * i, l = k ^ j, m = l + k, n = m * 5;
        Span<byte> text = stackalloc byte[440];
        BpfHelpers.TryReadUser(size, text);
        return (int)(a + b + c + d + e + f + g + h + i + j + k + l + m + n) + text[5];
    }

    // Buffers of mutually exclusive scopes share memory.
    [Uprobe("libc:open")]
    public static int Scopes(UprobeContext context, byte* path, int flags)
    {
        if ((flags & 1) != 0)
        {
            Span<byte> one = stackalloc byte[200];
            BpfHelpers.ReadUserText(path, one);
            s_sum += one[(flags >> 4) & 127];
        }

        if ((flags & 2) != 0)
        {
            Span<byte> two = stackalloc byte[200];
            BpfHelpers.ReadUserText(path, two);
            foreach (byte b in two) s_sum += b;
        }

        for (int i = 0; i < 3; i++)
        {
            Span<byte> three = stackalloc byte[200];
            if (BpfHelpers.ReadUserText(path, three) < 0) break;
            s_sum += three[(flags >> 4) & 127];
        }

        return 0;
    }
}
