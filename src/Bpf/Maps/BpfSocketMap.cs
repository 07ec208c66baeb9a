namespace Bpf;

/// <summary>
/// Sockets by index (<c>BPF_MAP_TYPE_SOCKMAP</c>, kernel 4.14; 5.6 for the layout that the compiler gives it). Programs redirect packets, messages and
/// connections to them. A socket leaves the map when it is closed.
/// </summary>
/// <remarks>
/// <see cref="SkMsgAttribute"/> and <see cref="SkSkbAttribute"/> programs that attach to the map run for the sockets that are stored afterward. The
/// host stores connected or listening TCP sockets, UDP sockets (5.8) and connected Unix sockets (5.15).
/// </remarks>
public sealed unsafe class BpfSocketMap : BpfMapDeclaration
{
    /// <summary>Redirects a message to a socket (<c>bpf_msg_redirect_map</c>, kernel 4.17).</summary>
    /// <param name="context">The program's context.</param>
    /// <param name="index">Index of the socket.</param>
    /// <param name="side">Whether the socket sends it or its owner receives it.</param>
    /// <returns>The verdict to return: to pass, or to drop when there is no such socket.</returns>
    [BpfCalls("bpf_msg_redirect_map")]
    public SkAction RedirectMessage(SkMsgContext context, uint index, SocketRedirect side = SocketRedirect.Send)
        => (SkAction)BpfHelpers.MsgRedirectMap(context.Pointer, this, index, (ulong)side);

    /// <summary>Redirects received bytes to a socket (<c>bpf_sk_redirect_map</c>).</summary>
    /// <param name="context">The program's context.</param>
    /// <param name="index">Index of the socket.</param>
    /// <param name="side">Whether the socket sends them or its owner receives them.</param>
    /// <returns>The verdict to return: to pass, or to drop when there is no such socket.</returns>
    [BpfCalls("bpf_sk_redirect_map")]
    public SkAction Redirect(SkSkbContext context, uint index, SocketRedirect side = SocketRedirect.Send)
        => (SkAction)BpfHelpers.SkRedirectMap(context.Pointer, this, index, (ulong)side);

    /// <summary>
    /// Selects a socket for incoming traffic (<c>bpf_sk_assign</c>, kernel 5.9): a listening TCP socket or an unconnected UDP socket, of the protocol of the
    /// packet.
    /// </summary>
    /// <param name="context">The program's context.</param>
    /// <param name="index">Index of the socket.</param>
    /// <param name="selection">Whether to replace the selection of an earlier program.</param>
    /// <returns>
    /// 0, or a negative errno: -ENOENT when there is no socket at the index, -EEXIST when another one is selected, -EPROTOTYPE, -EAFNOSUPPORT and
    /// -ESOCKTNOSUPPORT when the socket does not suit the packet.
    /// </returns>
    public long Assign(SkLookupContext context, uint index, SocketSelection selection = SocketSelection.None)
        => SocketMapHelpers.Assign(context.Pointer, SocketMapHelpers.Lookup(this, in index), (ulong)selection);

    /// <summary>Selects a socket of a group that shares an address and port (<c>bpf_sk_select_reuseport</c>; with such maps kernel 5.8).</summary>
    /// <inheritdoc cref="BpfReuseportSocketArray.Select"/>
    [BpfCalls("bpf_sk_select_reuseport")]
    public long Select(SkReuseportContext context, uint index) => BpfHelpers.SkSelectReuseport(context.Pointer, this, &index, 0);

    /// <summary>Stores the socket of a connection (<c>bpf_sock_map_update</c>), in a program for its events.</summary>
    /// <param name="context">The program's context, at an event of an established connection.</param>
    /// <param name="index">Index for the socket.</param>
    /// <param name="mode">Insert, replace or both.</param>
    /// <returns>
    /// 0, or a negative errno: -EEXIST, -ENOENT, -E2BIG beyond the map, -EBUSY when the socket already has programs of a map,
    /// -EOPNOTSUPP when the event does not allow it or the socket is not established.
    /// </returns>
    [BpfCalls("bpf_sock_map_update")]
    public long Update(SockOpsContext context, uint index, BpfUpdateMode mode = BpfUpdateMode.Any)
        => BpfHelpers.SockMapUpdate(context.Pointer, this, &index, (ulong)mode);

    /// <summary>Removes a socket (<c>bpf_map_delete_elem</c>).</summary>
    /// <param name="index">Index of the socket.</param>
    /// <returns>0, or -EINVAL when there is none.</returns>
    [BpfCalls("bpf_map_delete_elem")]
    public long Delete(uint index) => MapHelpers.DeleteElement(this, in index);
}
