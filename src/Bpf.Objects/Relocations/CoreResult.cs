namespace Bpf.Objects.Relocations;

/// <summary>What to change at the instruction of a CO-RE relocation.</summary>
internal readonly record struct CoreResult
{
    /// <summary>Value the compiler put in, valid for its own types.</summary>
    public ulong OldValue { get; init; }

    /// <summary>Value for the target's types.</summary>
    public ulong NewValue { get; init; }

    /// <summary>Size in bytes of the field that is loaded or stored; 0 when unknown.</summary>
    public ulong OldSize { get; init; }

    public ulong NewSize { get; init; }

    /// <summary>The target lacks what is asked: the instruction must never run.</summary>
    public bool IsPoison { get; init; }

    /// <summary>The instruction must contain the old value.</summary>
    public bool IsValidated { get; init; }

    /// <summary>The size of the field changed in a way that a changed access size cannot follow.</summary>
    public bool CannotResize { get; init; }
}
