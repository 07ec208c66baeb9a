using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Features;

/// <summary>Creates small maps to probe kernel features.</summary>
internal static class TrialMap
{
    /// <summary>Creates a map.</summary>
    /// <exception cref="BpfException">The process has run out of a resource, which is not an answer.</exception>
    public static Errno Create(ref MapCreateAttribute attribute, BpfToken? token, out BpfHandle handle)
    {
        attribute.Flags |= token is null ? 0 : BpfCall.TokenFdFlag;
        attribute.TokenFd = token?.Handle.Descriptor ?? 0;
        Errno error = BpfCall.Open(BpfCommand.MapCreate, ref attribute, MapCreateAttribute.KnownSize, out handle);
        return ProbeResources.RequireAnswer(
            error == Errno.EPERM && LockedMemory.RaiseForTrials() ? BpfCall.Open(BpfCommand.MapCreate, ref attribute, MapCreateAttribute.KnownSize, out handle)
            : error);
    }

    /// <summary>Creates an array with one element and 4-byte keys.</summary>
    public static Errno CreateArray(uint valueSize, MapFlags flags, BpfToken? token, out BpfHandle handle)
    {
        MapCreateAttribute attribute = new() { Type = (uint)MapType.Array, KeySize = sizeof(int), ValueSize = valueSize, MaxEntries = 1, Flags = (uint)flags };
        return Create(ref attribute, token, out handle);
    }
}
