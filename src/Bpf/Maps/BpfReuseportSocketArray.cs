namespace Bpf;

/// <summary>
/// Sockets that share an address and port, by index (<c>BPF_MAP_TYPE_REUSEPORT_SOCKARRAY</c>, kernel 4.19). User space stores them; a
/// <see cref="SkReuseportAttribute"/> program selects one.
/// </summary>
public sealed unsafe class BpfReuseportSocketArray : BpfMapDeclaration
{
    /// <summary>Selects a socket for the packet (<c>bpf_sk_select_reuseport</c>); a later selection replaces an earlier one.</summary>
    /// <param name="context">The program's context.</param>
    /// <param name="index">Index of the socket.</param>
    /// <returns>
    /// 0, or a negative errno: -ENOENT when there is no socket at the index or it has been closed, -ECONNREFUSED when it is connected, -EPROTOTYPE,
    /// -EAFNOSUPPORT and -EBADFD when it does not belong to the packet's group.
    /// </returns>
    [BpfCalls("bpf_sk_select_reuseport")]
    public long Select(SkReuseportContext context, uint index) => BpfHelpers.SkSelectReuseport(context.Pointer, this, &index, 0);
}
