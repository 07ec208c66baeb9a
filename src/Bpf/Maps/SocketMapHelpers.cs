namespace Bpf;

/// <summary>The kernel helpers used by the maps of sockets.</summary>
internal static unsafe class SocketMapHelpers
{
    private const long NoEntry = -2; // -ENOENT

    /// <summary>Selects a socket that was looked up, and releases it.</summary>
    public static long Assign(void* context, void* socket, ulong flags)
    {
        if (socket == null)
        {
            return NoEntry;
        }

        long error = BpfHelpers.SkAssign(context, socket, flags);
        BpfHelpers.SkRelease(socket);
        return error;
    }

    [BpfHelper(1)] // bpf_map_lookup_elem of a map of sockets, which takes a reference
    internal static void* Lookup<TKey>(BpfMapDeclaration map, in TKey key) => throw new BpfOnlyException();

    [BpfHelper(70)] // bpf_sock_hash_update
    internal static long Update<TKey>(void* context, BpfMapDeclaration map, in TKey key, ulong flags) => throw new BpfOnlyException();

    [BpfHelper(71)] // bpf_msg_redirect_hash
    internal static long RedirectMessage<TKey>(void* context, BpfMapDeclaration map, in TKey key, ulong flags) => throw new BpfOnlyException();

    [BpfHelper(72)] // bpf_sk_redirect_hash
    internal static long RedirectPacket<TKey>(void* context, BpfMapDeclaration map, in TKey key, ulong flags) => throw new BpfOnlyException();
}
