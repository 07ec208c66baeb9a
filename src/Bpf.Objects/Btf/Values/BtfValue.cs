using System.Globalization;

namespace Bpf.Objects;

/// <summary>A value decoded by its BTF type. <c>ToString</c> formats it in C notation.</summary>
public abstract record BtfValue
{
    private BtfValue()
    {
    }

    /// <summary>An integer or a bit field of up to 128 bits.</summary>
    /// <param name="Value">The number.</param>
    public sealed record Integer(Int128 Value) : BtfValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A boolean.</summary>
    /// <param name="Value">Its value.</param>
    public sealed record Boolean(bool Value) : BtfValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value ? "true" : "false";
    }

    /// <summary>A floating-point number.</summary>
    /// <param name="Value">Its value.</param>
    public sealed record Real(double Value) : BtfValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>A character string, up to the first zero.</summary>
    /// <param name="Value">The text.</param>
    public sealed record Text(string Value) : BtfValue
    {
        /// <inheritdoc/>
        public override string ToString()
            => $"\"{Value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\r", "\\r").Replace("\t", "\\t")}\"";
    }

    /// <summary>A value of an enum type; it has no name when the enum does not define one for it.</summary>
    /// <param name="Name">Name of the enumerator, or <see langword="null"/>.</param>
    /// <param name="Value">The number.</param>
    public sealed record Enumerator(string? Name, Int128 Value) : BtfValue
    {
        /// <inheritdoc/>
        public override string ToString() => Name ?? Value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A pointer.</summary>
    /// <param name="Value">The address.</param>
    public sealed record Address(ulong Value) : BtfValue
    {
        /// <inheritdoc/>
        public override string ToString() => $"0x{Value:x}";
    }

    /// <summary>An array.</summary>
    /// <param name="Items">Its elements.</param>
    public sealed record List(IReadOnlyList<BtfValue> Items) : BtfValue
    {
        /// <inheritdoc/>
        public override string ToString() => $"[{string.Join(", ", Items)}]";
    }

    /// <summary>A struct or union.</summary>
    /// <param name="Fields">Names and values of the members, in order; members of anonymous structs and unions are included directly.</param>
    public sealed record Record(IReadOnlyList<(string Name, BtfValue Value)> Fields) : BtfValue
    {
        /// <inheritdoc/>
        public override string ToString() => $"{{ {string.Join(", ", Fields.Select(static field => $"{field.Name} = {field.Value}"))} }}";
    }

    /// <summary>Bytes whose type is not known.</summary>
    /// <param name="Bytes">The bytes.</param>
    public sealed record Raw(ReadOnlyMemory<byte> Bytes) : BtfValue
    {
        /// <inheritdoc/>
        public override string ToString() => $"0x{Convert.ToHexStringLower(Bytes.Span)}";
    }
}
