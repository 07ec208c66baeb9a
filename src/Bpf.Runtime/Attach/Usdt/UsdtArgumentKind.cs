namespace Bpf.Runtime.Attach.Usdt;

/// <summary>Where an argument of a static tracing point is; the values are those of <c>enum __bpf_usdt_arg_type</c>.</summary>
internal enum UsdtArgumentKind : byte
{
    Constant = 0,
    Register = 1,
    Memory = 2,
    IndexedMemory = 3,

    /// <summary>Nowhere that a program can read; the reader of C programs answers kinds that it does not know with EINVAL.</summary>
    Unreadable = 0xFF,
}
