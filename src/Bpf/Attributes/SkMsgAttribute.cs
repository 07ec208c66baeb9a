namespace Bpf;

/// <summary>
/// A program that sees what the sockets of a socket map send (<c>BPF_PROG_TYPE_SK_MSG</c>, kernel 4.17). It attaches to the map. The method returns an
/// <see cref="SkAction"/>: to let the message pass, to another socket if it was redirected, or to drop it; the sender then gets EACCES.
/// After a drop, the kernel refuses everything else that the socket sends too, without running the program, until the socket has left the map.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SkMsgAttribute : Attribute
{
    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
