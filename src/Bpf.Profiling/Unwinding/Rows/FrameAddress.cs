namespace Bpf.Profiling.Unwinding.Rows;

/// <summary>Where a frame ends: the stack pointer of the caller before its call (the canonical frame address, CFA).</summary>
/// <param name="Register">The register from which it is counted.</param>
/// <param name="Offset">Its distance from the value of the register, in bytes.</param>
/// <param name="Expression">A DWARF expression instead of the two.</param>
internal readonly record struct FrameAddress(ulong Register, long Offset, byte[]? Expression = null)
{
    /// <inheritdoc/>
    public bool Equals(FrameAddress other) => Register == other.Register && Offset == other.Offset && Expression.AsSpan().SequenceEqual(other.Expression);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Register, Offset, Expression?.Length);
}
