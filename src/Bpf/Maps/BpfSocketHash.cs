namespace Bpf;

/// <summary>
/// Sockets by key (<c>BPF_MAP_TYPE_SOCKHASH</c>, kernel 4.18; 5.6 for the layout that the compiler gives it); otherwise like a
/// <see cref="BpfSocketMap"/>.
/// </summary>
/// <typeparam name="TKey">Unmanaged key type; it must not have padding bytes.</typeparam>
public sealed unsafe class BpfSocketHash<TKey> : BpfMapDeclaration
    where TKey : unmanaged
{
    /// <summary>Redirects a message to a socket (<c>bpf_msg_redirect_hash</c>).</summary>
    /// <param name="context">The program's context.</param>
    /// <param name="key">Key of the socket.</param>
    /// <param name="side">Whether the socket sends it or its owner receives it.</param>
    /// <returns>The verdict to return: to pass, or to drop when there is no such socket.</returns>
    [BpfCalls("bpf_msg_redirect_hash")]
    public SkAction RedirectMessage(SkMsgContext context, in TKey key, SocketRedirect side = SocketRedirect.Send)
        => (SkAction)SocketMapHelpers.RedirectMessage(context.Pointer, this, in key, (ulong)side);

    /// <summary>Redirects received bytes to a socket (<c>bpf_sk_redirect_hash</c>).</summary>
    /// <param name="context">The program's context.</param>
    /// <param name="key">Key of the socket.</param>
    /// <param name="side">Whether the socket sends them or its owner receives them.</param>
    /// <returns>The verdict to return: to pass, or to drop when there is no such socket.</returns>
    [BpfCalls("bpf_sk_redirect_hash")]
    public SkAction Redirect(SkSkbContext context, in TKey key, SocketRedirect side = SocketRedirect.Send)
        => (SkAction)SocketMapHelpers.RedirectPacket(context.Pointer, this, in key, (ulong)side);

    /// <summary>
    /// Selects a socket for incoming traffic (<c>bpf_sk_assign</c>, kernel 5.9): a listening TCP socket or an unconnected UDP socket, of the protocol of the
    /// packet.
    /// </summary>
    /// <param name="context">The program's context.</param>
    /// <param name="key">Key of the socket.</param>
    /// <param name="selection">Whether to replace the selection of an earlier program.</param>
    /// <returns>
    /// 0, or a negative errno: -ENOENT when there is no socket with the key, -EEXIST when another one is selected, -EPROTOTYPE, -EAFNOSUPPORT and
    /// -ESOCKTNOSUPPORT when the socket does not suit the packet.
    /// </returns>
    public long Assign(SkLookupContext context, in TKey key, SocketSelection selection = SocketSelection.None)
        => SocketMapHelpers.Assign(context.Pointer, SocketMapHelpers.Lookup(this, in key), (ulong)selection);

    /// <summary>Stores the socket of a connection (<c>bpf_sock_hash_update</c>), in a program for its events.</summary>
    /// <param name="context">The program's context, at an event of an established connection.</param>
    /// <param name="key">Key for the socket.</param>
    /// <param name="mode">Insert, replace or both.</param>
    /// <returns>
    /// 0, or a negative errno: -EEXIST, -ENOENT, -E2BIG when the map is full, -EBUSY when the socket already has programs of a map,
    /// -EOPNOTSUPP when the event does not allow it or the socket is not established.
    /// </returns>
    [BpfCalls("bpf_sock_hash_update")]
    public long Update(SockOpsContext context, in TKey key, BpfUpdateMode mode = BpfUpdateMode.Any)
        => SocketMapHelpers.Update(context.Pointer, this, in key, (ulong)mode);

    /// <summary>Removes a socket (<c>bpf_map_delete_elem</c>).</summary>
    /// <param name="key">Key of the socket.</param>
    /// <returns>0, or -ENOENT when there is none.</returns>
    [BpfCalls("bpf_map_delete_elem")]
    public long Delete(in TKey key) => MapHelpers.DeleteElement(this, in key);
}
