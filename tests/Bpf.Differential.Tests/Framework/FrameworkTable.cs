namespace Bpf.Differential.Tests.Framework;

/// <summary>The framework methods that a program may call: numeric arguments and results, no objects, no culture.</summary>
internal static class FrameworkTable
{
    /// <summary>Expressions, or statements that return, over what <see cref="FrameworkCorpus"/> declares.</summary>
    public static IReadOnlyDictionary<string, string[]> Groups { get; } = new Dictionary<string, string[]>
    {
        ["Math"] =
        [
            "Math.Abs(i | 1)", "Math.Abs(a / 2)", "Math.Abs((short)(s / 2))", "Math.Abs((sbyte)(c / 2))", "Math.Abs(n / 2)",
            "Math.Max(c, (byte)b)", "Math.Max(n, (nint)b)", "Math.Min(m, (nuint)a)", "Math.Max((sbyte)a, (sbyte)b)", "Math.Min(u, v)", "Math.Max(x, y)",
            "Math.Clamp(i, -5, 5)", "Math.Clamp(c, (byte)3, (byte)9)", "Math.Clamp(n, -3, 3)", "Math.Clamp(s, (short)-3, (short)900)",
            "Math.Sign(s)", "Math.Sign((sbyte)a)", "Math.Sign(n)", "Math.Sign(a)",
            "Math.BigMul(u, v)", "Math.BigMul(i, j)", "(long)Math.BigMul(x, y, out ulong low) + (long)low", "Math.BigMul(a, b, out long low) + low",
            "(long)Math.DivRem(u, v | 1).Quotient + Math.DivRem(u, v | 1).Remainder", "Math.DivRem(x, y | 1).Remainder", "Math.DivRem(c, (byte)(b | 1)).Quotient",
            "Math.DivRem(i, (j & 7) + 1, out int rest) * 31L + rest", "Math.DivRem(a / 2, (b & 7) + 1, out long rest) * 31L + rest",
        ],
        ["Integers"] =
        [
            "int.Clamp(i, -9, 9)", "uint.Clamp(u, 3, 9)", "long.Clamp(a, -9, 9)", "byte.Clamp(c, 3, 9)", "ushort.Clamp((ushort)a, 3, 900)",
            "int.Sign(i)", "long.Sign(a)", "uint.Sign(u)", "short.Sign(s)", "sbyte.Sign((sbyte)a)",
            "int.IsPow2(i)", "uint.IsPow2(u)", "long.IsPow2(a)", "ulong.IsPow2(x)", "byte.IsPow2(c)", "short.IsPow2(s)",
            "int.IsNegative(i)", "int.IsPositive(i)", "long.IsPositive(a)", "int.IsEvenInteger(i)", "int.IsOddInteger(i)", "byte.IsOddInteger(c)", "ulong.IsEvenInteger(x)",
            "int.Max(i, j)", "int.Min(i, j)", "int.MaxMagnitude(i / 2, j / 2)", "int.MinMagnitude(i / 2, j / 2)", "long.MaxMagnitude(a / 2, b / 2)",
            "int.Abs(i / 2)", "long.Abs(a / 2)", "short.Abs((short)(s / 2))", "int.CopySign(i / 2, j)", "long.CopySign(a / 2, b)",
            "int.RotateLeft(i, j)", "int.RotateRight(i, j)", "uint.RotateLeft(u, j)", "ulong.RotateLeft(x, j)", "ulong.RotateRight(x, j)", "byte.RotateLeft(c, j)",
            "byte.RotateRight(c, j)", "ushort.RotateLeft((ushort)a, j)", "short.RotateRight(s, j)",
            "int.PopCount(i)", "long.PopCount(a)", "byte.PopCount(c)", "short.PopCount(s)", "uint.PopCount(u)", "ulong.PopCount(x)",
            "int.LeadingZeroCount(i)", "byte.LeadingZeroCount(c)", "short.LeadingZeroCount(s)", "ulong.LeadingZeroCount(x)", "sbyte.LeadingZeroCount((sbyte)a)",
            "int.TrailingZeroCount(i)", "byte.TrailingZeroCount(c)", "short.TrailingZeroCount(s)", "ulong.TrailingZeroCount(x)", "uint.TrailingZeroCount(u)",
            "uint.Log2(u)", "ulong.Log2(x)", "byte.Log2(c)", "ushort.Log2((ushort)a)", "int.Log2(i & 0xFFFF)", "long.Log2(a & 0xFFFF)",
            "(long)int.DivRem(i / 2, (j & 7) + 1).Quotient", "ulong.DivRem(x, y | 1).Remainder",
            "int.BigMul(i, j)", "uint.BigMul(u, v)",
            "i.CompareTo(j)", "c.CompareTo((byte)b)", "x.CompareTo(y)", "s.CompareTo((short)b)", "ch.CompareTo((char)b)", "(a > 3).CompareTo(b > 3)",
            "x.Equals(y)", "c.Equals((byte)b)", "u.GetHashCode()", "c.GetHashCode()", "ch.GetHashCode()", "n.GetHashCode()",
        ],
        ["Conversions"] =
        [
            "byte.CreateTruncating(a)", "byte.CreateTruncating(x)", "byte.CreateSaturating(a)", "byte.CreateSaturating(i)", "byte.CreateSaturating(x)",
            "sbyte.CreateSaturating(a)", "sbyte.CreateTruncating(i)", "ushort.CreateSaturating(i)", "short.CreateSaturating(a)", "int.CreateSaturating(a)",
            "int.CreateSaturating(x)", "int.CreateSaturating(u)", "uint.CreateSaturating(a)", "uint.CreateTruncating(a)", "ulong.CreateSaturating(a)",
            "long.CreateSaturating(x)", "int.CreateTruncating(x)", "char.IsBetween(ch, 'a', 'f')", "long.CreateChecked(i)", "nint.CreateTruncating(a)",
            "nuint.CreateSaturating(a)", "int.CreateSaturating(n)", "int.CreateSaturating(m)",
            "Convert.ToInt64(i)", "Convert.ToInt32(c)", "Convert.ToUInt32(c)", "Convert.ToInt32(a > b)", "Convert.ToInt32(ch)", "Convert.ToBoolean(i)", "Convert.ToByte(a > b)",
            "BitConverter.IsLittleEndian",
        ],
        ["Native"] =
        [
            "new IntPtr(a)", "new IntPtr(i)", "new UIntPtr(x)", "new UIntPtr(u)", "(nint)a", "(nuint)b", "(long)(nint)i", "nint.MaxValue - n", "nint.MinValue + n",
            "nuint.MaxValue - m", "IntPtr.Zero", "UIntPtr.Zero", "IntPtr.Size", "UIntPtr.Size", "nint.Size", "IntPtr.MaxValue", "UIntPtr.MaxValue", "n.ToInt64()",
            "m.ToUInt64()", "new IntPtr(i).ToInt32()", "n == IntPtr.Zero", "n != IntPtr.Zero", "new IntPtr(a) == new IntPtr(b)", "IntPtr.Add(n, i)", "IntPtr.Subtract(n, i)",
            "UIntPtr.Add(m, i)", "UIntPtr.Subtract(m, i)", "n + j", "n * 3", "n / ((nint)(b & 7) + 1)", "m >> 3", "n >> (j & 31)", "n.Equals((nint)b)", "n.CompareTo((nint)b)",
            "m.CompareTo((nuint)a)", "n.GetHashCode()", "nint.IsPow2(n)", "nint.Max(n, (nint)b)", "nuint.Log2(m)", "nint.PopCount(n)", "nuint.LeadingZeroCount(m)",
            "nuint.TrailingZeroCount(m)", "nint.IsNegative(n)", "nint.Sign(n)", "nint.Clamp(n, -3, 3)", "nuint.RotateLeft(m, j)", "(IntPtr)a", "(long)new IntPtr(a)",
            "(int)new IntPtr(i)", "(IntPtr)i", "(UIntPtr)x", "(ulong)new UIntPtr(x)", "BitOperations.PopCount(m)", "BitOperations.Log2(m)",
            "BitOperations.TrailingZeroCount(n)", "BitOperations.LeadingZeroCount(m)", "BitOperations.RotateLeft(m, 3)", "BitOperations.IsPow2(n)",
            "IntPtr p = new(a); p += 3; return (long)p;", "nint k = default; k++; k ^= n; return (long)k;",
        ],
        ["Bits"] =
        [
            "BitOperations.PopCount(x)", "BitOperations.Log2(x)", "BitOperations.LeadingZeroCount(x)", "BitOperations.TrailingZeroCount(x)",
            "BitOperations.RotateLeft(x, j)", "BitOperations.RotateRight(u, j)", "BitOperations.IsPow2(a)", "BitOperations.RoundUpToPowerOf2(u)",
            "BitOperations.RoundUpToPowerOf2(x)", "BitOperations.Crc32C(u, c)", "BitOperations.Crc32C(u, (ushort)b)", "BitOperations.Crc32C(u, v)", "BitOperations.Crc32C(u, y)",
        ],
        ["ByteOrder"] =
        [
            "BinaryPrimitives.ReverseEndianness(s)", "BinaryPrimitives.ReverseEndianness((ushort)b)", "BinaryPrimitives.ReverseEndianness(i)",
            "BinaryPrimitives.ReverseEndianness(a)", "BinaryPrimitives.ReverseEndianness(c)", "BinaryPrimitives.ReverseEndianness(n)", "BinaryPrimitives.ReverseEndianness(m)",
            "BinaryPrimitives.ReadUInt16BigEndian(bytes)", "BinaryPrimitives.ReadUInt16BigEndian(bytes[3..])", "BinaryPrimitives.ReadInt32BigEndian(bytes[1..])",
            "BinaryPrimitives.ReadInt64BigEndian(bytes[2..])", "BinaryPrimitives.ReadUInt32LittleEndian(bytes[5..9])", "BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(7, 8))",
            "BinaryPrimitives.WriteUInt16BigEndian(bytes[1..], (ushort)a); return BitConverter.ToInt64(bytes);",
            "BinaryPrimitives.WriteInt64LittleEndian(bytes[4..], b); return BinaryPrimitives.ReadInt64BigEndian(bytes[3..]);",
            "BinaryPrimitives.TryReadUInt16BigEndian(bytes[15..], out ushort r) ? r : -1", "BinaryPrimitives.TryReadUInt32BigEndian(bytes[12..], out uint r) ? r : -1",
            "BinaryPrimitives.TryWriteInt32LittleEndian(bytes[13..], i) ? 1 : 0",
            "BinaryPrimitives.ReadIntPtrLittleEndian(bytes)", "BinaryPrimitives.ReadUIntPtrBigEndian(bytes[8..])",
            "int at = (int)(x & 15); if (at > 14) return -1; return BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);",
            "int at = (int)(x & 15); if (at + 4 > bytes.Length) return -1; return BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);",
            "int at = i; if (at is < 0 or > 8) return -1; return BinaryPrimitives.ReadInt64LittleEndian(readOnly[at..]);",
            "int at = i; if (at < 0 || at > readOnly.Length - 2) return -1; return BinaryPrimitives.ReadUInt16BigEndian(readOnly.Slice(at, 2));",
            "uint at = u; if (at > 14) return -1; return BinaryPrimitives.ReadUInt16LittleEndian(readOnly[(int)at..]);",
            "IPAddress.HostToNetworkOrder(s)", "IPAddress.NetworkToHostOrder(i)", "IPAddress.HostToNetworkOrder(a)",
            "BitConverter.ToUInt16(bytes)", "BitConverter.ToInt32(bytes[4..])", "BitConverter.ToUInt64(bytes[8..])", "BitConverter.ToBoolean(bytes)", "BitConverter.ToChar(bytes[2..])",
            "BitConverter.TryWriteBytes(bytes[2..], i); return BitConverter.ToInt64(bytes);", "BitConverter.TryWriteBytes(bytes[14..], a) ? 1 : 2",
            "BinaryPrimitives.ReverseEndianness(readOnlyShorts, shorts); return shorts[0] * 7 + shorts[3];",
        ],
        ["Char"] =
        [
            "char.IsDigit(ch)", "char.IsDigit((char)c)", "char.IsLetter((char)(c & 0x7F))", "char.IsLetterOrDigit((char)(c & 0x7F))", "char.IsWhiteSpace(ch)", "char.IsWhiteSpace((char)c)",
            "char.IsUpper((char)(c & 0x7F))", "char.IsLower((char)(c & 0x7F))", "char.IsControl(ch)", "char.IsAscii(ch)", "char.IsPunctuation((char)(c & 0x7F))",
            "char.IsSymbol((char)(c & 0x7F))", "char.IsSeparator((char)c)", "char.IsNumber((char)c)",
            "char.IsLetter((char)c)", "char.IsUpper((char)c)", "char.IsLower((char)c)", "char.IsLetterOrDigit((char)c)", "char.IsPunctuation((char)c)", "char.IsSymbol((char)c)",
            "char.IsAsciiDigit(ch)", "char.IsAsciiLetter(ch)", "char.IsAsciiLetterLower(ch)", "char.IsAsciiLetterUpper(ch)", "char.IsAsciiLetterOrDigit(ch)",
            "char.IsAsciiHexDigit(ch)", "char.IsAsciiHexDigitLower(ch)", "char.IsAsciiHexDigitUpper(ch)", "char.IsAsciiHexDigit((char)c)",
            "char.IsSurrogate(ch)", "char.IsHighSurrogate(ch)", "char.IsLowSurrogate(ch)", "char.IsSurrogatePair(ch, (char)b)", "char.MaxValue - ch",
            "ch.Equals((char)b)", "(char)(ch + 1) > 'a'",
            "ch is >= '0' and <= '9' ? ch - '0' : -1", "(byte)ch == 'x'", "c is (byte)'a' or (byte)'b'",
        ],
        ["Spans"] =
        [
            "bytes.IndexOf((byte)'3')", "bytes.LastIndexOf(c)", "bytes.IndexOfAny((byte)1, c)", "bytes.Contains(c)", "readOnly.IndexOf(c)", "bytes.IndexOf(\"ab\"u8)",
            "bytes.StartsWith(\"ab\"u8)", "bytes.EndsWith(\"ab\"u8)", "bytes.SequenceEqual(readOnly)", "bytes[..4].SequenceEqual(readOnly[..4])", "bytes.SequenceCompareTo(readOnly)",
            "bytes[..4].SequenceCompareTo(readOnly[1..5])",
            "bytes.Count(c)", "bytes.IndexOfAnyExcept(c)", "bytes.IndexOfAnyInRange((byte)'0', (byte)'9')", "bytes.ContainsAny((byte)3, c)", "bytes.ContainsAnyInRange((byte)3, (byte)9)",
            "bytes.Reverse(); return BitConverter.ToInt64(bytes);", "bytes.Slice(1, 3).Reverse(); return BitConverter.ToInt64(bytes);", "bytes[2..9].Reverse(); return BitConverter.ToInt64(bytes[1..]);",
            "shorts.Reverse(); return shorts[0] * 3 + shorts[5];", "shorts.Slice(1, 3).Reverse(); return shorts[1] * 3 + shorts[2] * 5 + shorts[3];", "ints.Reverse(); return ints[0] * 3L + ints[2];",
            "longs.Reverse(); return longs[0] * 3 + longs[1];",
            "bytes.Clear(); return BitConverter.ToInt64(bytes);", "bytes.Fill(c); return BitConverter.ToInt64(bytes);", "shorts.Fill(s); return shorts[0] + shorts[7];", "bytes[3..7].Clear(); return BitConverter.ToInt64(bytes);",
            "bytes[..4].CopyTo(bytes[4..]); return BitConverter.ToInt64(bytes);", "readOnly.CopyTo(bytes); return BitConverter.ToInt64(bytes);", "readOnly[..8].TryCopyTo(bytes) ? BitConverter.ToInt64(bytes) : -1",
            "bytes.Replace((byte)0, (byte)7); return BitConverter.ToInt64(bytes);", "shorts.IndexOf(s)", "ints.IndexOf(i)", "longs.IndexOf(a)", "ints.Contains(j)", "ints.SequenceEqual(ints)",
            "longs.BinarySearch(b)", "ints.BinarySearch(i)", "bytes.Length", "bytes.IsEmpty", "bytes[^1]", "bytes[^2..][0]", "bytes.Trim((byte)0).Length", "bytes.TrimStart((byte)0).Length", "readOnly.TrimEnd(c).Length",
            "bytes.Overlaps(readOnly)", "bytes.CommonPrefixLength(readOnly)", 
            "bytes[..(int)(x & 7)].Length", "bytes[..(int)(x & 7)].Fill(3); return BitConverter.ToInt64(bytes);", "bytes[..(int)(x & 7)].Clear(); return BitConverter.ToInt64(bytes);",
            "readOnly[..(int)(x & 7)].CopyTo(bytes); return BitConverter.ToInt64(bytes);", "int k = i; if (k is < 0 or > 16) return -1; readOnly[..k].CopyTo(bytes); return BitConverter.ToInt64(bytes) ^ BitConverter.ToInt64(bytes[8..]);",
            "int k = (int)(x % 17); readOnly[..k].CopyTo(bytes); return BitConverter.ToInt64(bytes) ^ BitConverter.ToInt64(bytes[8..]);",
            "int k = i; if (k < 0 || k > readOnly.Length) return -1; if (!readOnly.Slice(0, k).TryCopyTo(bytes)) return -2; return BitConverter.ToInt64(bytes[8..]);",
            "int k = i; if (k is < 0 or > 8) return -1; shorts[..k].CopyTo(shorts[0..]); return shorts[0];",
            "int k = Math.Min(u, 8u) is var t ? (int)t : 0; Span<long> d = stackalloc long[8]; for (int q = 0; q < 8; q++) d[q] = q; d[..k].Clear(); return d[0] + d[3] * 3 + d[7];",
            "foreach (byte z in bytes) if (z == c) return 1; return 0;", "int sum = 0; foreach (ref short z in shorts) { z += 2; sum += z; } return sum;",

        ],
        ["Marshal"] =
        [
            "Unsafe.SizeOf<Vec>()", "Unsafe.SizeOf<Guid>()", "sizeof(long)", "MemoryMarshal.Cast<byte, int>(bytes)[1]", "MemoryMarshal.Cast<byte, ushort>(readOnly)[3]", "MemoryMarshal.Cast<byte, Vec>(bytes)[1].Y",
            "MemoryMarshal.AsBytes(shorts)[3]", "MemoryMarshal.AsBytes(longs).Length", "MemoryMarshal.Read<Vec>(bytes[4..]).Y", "Vec w = new(i, j); MemoryMarshal.Write(bytes[3..], in w); return BitConverter.ToInt64(bytes);",
            "MemoryMarshal.TryRead(bytes[12..], out Vec r) ? r.X : -1", "MemoryMarshal.AsRef<long>(bytes[8..]) = 9; return BitConverter.ToInt64(bytes[8..]);", "MemoryMarshal.GetReference(bytes)",
            "MemoryMarshal.CreateReadOnlySpan(ref a, 1)[0]", "MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in a))[1]", "MemoryMarshal.AsBytes(new Span<int>(ref i))[2]", "Unsafe.BitCast<Vec, long>(new Vec(i, j))",
            "Unsafe.As<long, int>(ref a)", "Unsafe.ReadUnaligned<int>(ref bytes[1])", "Unsafe.WriteUnaligned(ref bytes[1], j); return BitConverter.ToInt64(bytes);", "Unsafe.Add(ref ints[0], 1)",
            "MemoryMarshal.Cast<ushort, byte>(MemoryMarshal.Cast<byte, ushort>(bytes)).Length",
        ],
        ["Ranges"] =
        [
            "Index k = ^3; return bytes[k];", "Range r = 2..5; return bytes[r].Length;", "new Index(3).GetOffset(10)", "(1..^2).GetOffsetAndLength(16).Length", "Index.FromEnd(2).Value", "Index.Start.Value + Index.End.GetOffset(8)",
            "Range.All.GetOffsetAndLength(9).Length", "Range.StartAt(3).GetOffsetAndLength(9).Offset", "((Index)4).IsFromEnd", "new Range(1, 3).Equals(1..3)", "(1..3).End.Value",
        ],
        ["Time"] =
        [
            "TimeSpan.TicksPerSecond * 3", "TimeSpan.TicksPerMillisecond + a", "TimeSpan.NanosecondsPerTick * a", "DateTime.UnixEpoch.Ticks", "TimeSpan.Zero.Ticks", "TimeSpan.FromTicks(a).Ticks", "new TimeSpan(a).Ticks",
            "new TimeSpan(a / 16).Days", "new TimeSpan(a / 16).Hours", "new TimeSpan(a / 16).Minutes", "new TimeSpan(a / 16).Seconds", "new TimeSpan(a / 16).Milliseconds", "new TimeSpan(a / 16).Nanoseconds", "new TimeSpan(a / 16).Microseconds",
            "new TimeSpan(a) > new TimeSpan(b)", "new TimeSpan(a).CompareTo(new TimeSpan(b))", "new TimeSpan(a) == new TimeSpan(b)", "(new TimeSpan(a / 4) + new TimeSpan(b / 4)).Ticks", "(new TimeSpan(a / 4) - new TimeSpan(b / 4)).Ticks",
            "TimeSpan.FromSeconds(i & 0xFFF).Ticks", "TimeSpan.FromMilliseconds((long)(i & 0xFFF)).Ticks", "TimeSpan.FromMinutes((long)c).Ticks", "TimeSpan.FromMicroseconds((long)c).Ticks", "TimeSpan.FromHours((int)c).Ticks", "new TimeSpan(1, 2, 3).Ticks", "new TimeSpan(a / 2).Duration().Ticks", "(-new TimeSpan(a / 2)).Ticks",
            "new DateTime(a & 0xFFFF_FFFF_FFFF).Ticks", "new DateTime(a & 0xFFFF_FFFF_FFFF).Year", "new DateTime(a & 0xFFFF_FFFF_FFFF).Second", "(new DateTime(a & 0xFFFF_FFFF_FFFF) - DateTime.MinValue).Ticks", "new DateTime(a & 0xFFFF_FFFF_FFFF).DayOfWeek == DayOfWeek.Monday",
            "new TimeOnly(a & 0xFFFF_FFFF).Hour", 
            "TimeSpan.MaxValue.Ticks - a", "TimeSpan.FromSeconds(1) < new TimeSpan(a)", "new DateOnly(2024, 1, 1).DayNumber", "new TimeSpan(a) is { Ticks: > 10 }",
        ],
        ["Guids"] =
        [
            "Guid.Empty == default", "new Guid(bytes) == Guid.Empty", "new Guid(bytes).Equals(new Guid(readOnly))", "new Guid(bytes) != new Guid(readOnly)", "new Guid(bytes).GetHashCode()", "new Guid(u, (ushort)a, (ushort)b, 1, 2, 3, 4, 5, 6, 7, 8).GetHashCode()",
            "Guid g = new(bytes); return g.TryWriteBytes(bytes) ? BitConverter.ToInt64(bytes) : -1;", "new Guid(bytes).CompareTo(new Guid(readOnly))", "new Guid(bytes).Version", "new Guid(bytes).Variant", "new Guid(bytes) < new Guid(readOnly)",
            "MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in Guid.Empty))[3]",
        ],
        ["Others"] =
        [
            "i switch { < 0 => -1, 0 => 0, _ => 1 }", "((DayOfWeek)(i & 7)).HasFlag(DayOfWeek.Monday)", "(DayOfWeek)(i & 7) == DayOfWeek.Friday", "((a, b) == (b, a))", "(a, b).CompareTo((b, a))", "(i, j).Equals((j, i))", "((int?)i).GetValueOrDefault(3)",
            "((int?)null) ?? j", "int? q = i > 3 ? i : null; return q is { } z ? z : -1;", "int? q = i > 3 ? i : null; return q == j ? 1 : 0;", "int? q = i > 3 ? i : null; return (q + 1) ?? -7;", "int? q = i > 3 ? i : null; return q > j ? 1 : 0;", "(a > b) ^ (b > 3)", "true.CompareTo(a > b)",
            "KeyValuePair.Create(i, j).Value", "new KeyValuePair<int, long>(i, b).Key", "var (k, w) = new KeyValuePair<int, long>(i, b); return k + w;", "ValueTuple.Create(a, b).Item2", "(a, b) is (> 3, < 5)", "Vec w = new(i, j); return (w with { X = 3 }).X + w.X;", "new Vec(i, j) == new Vec(j, i)", "new Vec(i, j).Equals(new Vec(i, j))", "new Vec(1, 2).GetHashCode() == new Vec(1, 2).GetHashCode()",
            "Rune.IsValid(i)", "new Rune('a' + (c & 7)).Value", "new Rune('a').Utf8SequenceLength", "Rune.IsDigit(new Rune('0' + (c & 7)))", "Ascii.IsValid(c)", "Ascii.IsValid(bytes)", "Ascii.Equals(bytes, readOnly)", "Ascii.EqualsIgnoreCase(bytes, readOnly)", "Utf8Parser.TryParse(readOnly, out int value, out int used) ? value + used : -1", "Utf8Parser.TryParse(\"123\"u8, out uint value, out _) ? value : -1", "Utf8Parser.TryParse(readOnly, out uint value, out int used, 'x') ? value : -1",
            "Rune.DecodeFromUtf8(bytes, out Rune rune, out int used) == OperationStatus.Done ? rune.Value + used : -1", "\"abc\"u8.Length", "\"abc\".Length", "nameof(a).Length",
            "new ReadOnlySpan<byte>(in c).Length", "object.ReferenceEquals(null, null)", "Interlocked.CompareExchange(ref a, 5, 3) + a", "Volatile.Read(ref a)", "new BitVector32(i)[1]", "BitVector32.CreateMask() + i",
        ],
    };
}
