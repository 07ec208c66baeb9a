namespace Bpf.Objects.Relocations;

/// <summary>The patch a CO-RE relocation requires.</summary>
internal readonly record struct CoreResult
{
    /// <summary>Value the compiler emitted, valid for the object's own types.</summary>
    public ulong OldValue { get; init; }

    /// <summary>Value for the target's types.</summary>
    public ulong NewValue { get; init; }

    /// <summary>Size in bytes of the field that is loaded or stored; 0 when unknown.</summary>
    public ulong OldSize { get; init; }

    public ulong NewSize { get; init; }

    /// <summary>True when the target lacks what was requested: the instruction must never run.</summary>
    public bool IsPoison { get; init; }

    /// <summary>True when the instruction must contain the old value.</summary>
    public bool IsValidated { get; init; }

    /// <summary>True when the field's size changed in a way that changing the access size cannot handle.</summary>
    public bool CannotResize { get; init; }
}
