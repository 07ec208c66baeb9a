namespace Bpf.Runtime.Attach.Usdt;

/// <summary>Kind of location of a USDT probe's argument; the values are those of <c>enum __bpf_usdt_arg_type</c>.</summary>
internal enum UsdtArgumentKind : byte
{
    Constant = 0,
    Register = 1,
    Memory = 2,
    IndexedMemory = 3,

    /// <summary>Not readable by a program; the reader in C programs returns EINVAL for unknown kinds.</summary>
    Unreadable = 0xFF,
}
