namespace Bpf.Profiling.Unwinding.Rows;

/// <summary>How the caller's value of a register is found.</summary>
/// <param name="Register">The register.</param>
/// <param name="Kind">The way.</param>
/// <param name="Value">A distance in bytes, or the number of another register.</param>
/// <param name="Expression">A DWARF expression.</param>
internal readonly record struct RegisterRule(byte Register, RuleKind Kind, long Value, byte[]? Expression = null)
{
    /// <inheritdoc/>
    public bool Equals(RegisterRule other) => Register == other.Register && Kind == other.Kind && Value == other.Value
        && Expression.AsSpan().SequenceEqual(other.Expression);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Register, Kind, Value, Expression?.Length);
}
