using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Syscalls;

/// <summary>Constants of <c>mmap(2)</c>.</summary>
internal static unsafe class Mapping
{
    public const int None = 0; // PROT_NONE
    public const int Read = 1; // PROT_READ
    public const int Write = 2; // PROT_WRITE

    public const int Shared = 1; // MAP_SHARED
    public const int Private = 2; // MAP_PRIVATE
    public const int Anonymous = 0x20; // MAP_ANONYMOUS
    public const int FixedNoReplace = 0x100000; // MAP_FIXED_NOREPLACE

    public const int MayMove = 1; // MREMAP_MAYMOVE
    public const int MoveFixed = 2; // MREMAP_FIXED

    public const int DropContents = 4; // MADV_DONTNEED

    public static readonly void* Failed = (void*)-1; // MAP_FAILED

    /// <summary>Rounds a length in bytes up to whole pages.</summary>
    public static nuint PageAligned(nuint length)
    {
        nuint page = (nuint)Native.PageSize;
        return (length + page - 1) & ~(page - 1);
    }
}
