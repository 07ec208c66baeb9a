using System.Globalization;

namespace Bpf.Objects.Btf.Values;

/// <summary>A value in memory, understood by its BTF type. <c>ToString</c> gives it as C programmers would write it.</summary>
internal abstract record BtfValue
{
    /// <summary>An integer or a bit field of up to 128 bits.</summary>
    public sealed record Integer(Int128 Value) : BtfValue
    {
        public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A boolean.</summary>
    public sealed record Boolean(bool Value) : BtfValue
    {
        public override string ToString() => Value ? "true" : "false";
    }

    /// <summary>A floating point number.</summary>
    public sealed record Real(double Value) : BtfValue
    {
        public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>Characters up to the first zero.</summary>
    public sealed record Text(string Value) : BtfValue
    {
        public override string ToString() => $"\"{Value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\r", "\\r").Replace("\t", "\\t")}\"";
    }

    /// <summary>A value of an enum; without a name when the enum has none for it.</summary>
    public sealed record Enumerator(string? Name, Int128 Value) : BtfValue
    {
        public override string ToString() => Name ?? Value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A pointer.</summary>
    public sealed record Address(ulong Value) : BtfValue
    {
        public override string ToString() => $"0x{Value:x}";
    }

    /// <summary>An array.</summary>
    public sealed record List(IReadOnlyList<BtfValue> Items) : BtfValue
    {
        public override string ToString() => $"[{string.Join(", ", Items)}]";
    }

    /// <summary>A struct or union.</summary>
    public sealed record Record(IReadOnlyList<(string Name, BtfValue Value)> Fields) : BtfValue
    {
        public override string ToString() => $"{{ {string.Join(", ", Fields.Select(static field => $"{field.Name} = {field.Value}"))} }}";
    }

    /// <summary>Bytes of which no more is known.</summary>
    public sealed record Raw(ReadOnlyMemory<byte> Bytes) : BtfValue
    {
        public override string ToString() => $"0x{Convert.ToHexStringLower(Bytes.Span)}";
    }
}
