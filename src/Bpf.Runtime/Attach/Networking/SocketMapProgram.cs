using Bpf.Objects.Description;
using Bpf.Runtime.Attach.Networking;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// A program for the sockets of a socket map: for the messages that they send (section <c>sk_msg</c>) or the packets that they receive (sections
/// <c>sk_skb/stream_parser</c>, <c>sk_skb/stream_verdict</c> and <c>sk_skb/verdict</c>).
/// </summary>
public sealed unsafe class SocketMapProgram : BpfProgram
{
    internal SocketMapProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
    {
    }

    /// <summary>
    /// Attaches to a map, for the sockets that are stored in it from now on. The kernel gives a socket the programs of the map when it is stored, and
    /// until it leaves the map: attach first, and remove the sockets to stop the program. Kernels since 6.10 use a link; on older ones the program
    /// replaces any other at the same hook of the map.
    /// </summary>
    /// <param name="map">The map.</param>
    /// <returns>The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object.</returns>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    /// <exception cref="BpfException">
    /// The kernel refused: EBUSY when another link is attached at this hook, or when <c>sk_skb/verdict</c> meets one of the stream hooks.
    /// </exception>
    public Link Attach(SocketMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return Adopt(AttachTo(map.Map));
    }

    /// <inheritdoc cref="Attach(SocketMap)"/>
    /// <typeparam name="TKey">Key type of the map.</typeparam>
    public Link Attach<TKey>(SocketHash<TKey> map)
        where TKey : unmanaged
    {
        ArgumentNullException.ThrowIfNull(map);
        return Adopt(AttachTo(map.Map));
    }

    private Link AttachTo(BpfMap map)
    {
        string hook = Definition.Kind!.Name;
        string operation = $"attach {hook} program";
        ErrorSubject subject = new(Name, map.Name);
        LinkCreateAttribute attribute = new()
        {
            ProgramFd = (uint)Handle.Descriptor,
            TargetFd = (uint)map.Handle.Descriptor,
            AttachType = (uint)ExpectedAttachType,
        };
        Errno error = BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out BpfHandle link);
        if (error == Errno.None)
        {
            return new KernelLink(link, hook, map.Name);
        }

        // Older kernels have no such links: link_create does not know the program type.
        if (error is Errno.EINVAL && SocketMapAttachment.TryCreate(Handle, map, ExpectedAttachType, hook, out error) is { } attachment)
        {
            return attachment;
        }

        throw BpfException.FromKernel(operation, subject, error, error switch
        {
            Errno.EBUSY => "The map already has a program at this hook, or one at a hook that excludes it: "
                + "sk_skb/verdict cannot be combined with sk_skb/stream_verdict.",
            Errno.EINVAL when ExpectedAttachType == default => "The section 'sk_skb' does not specify a hook; name it sk_skb/stream_verdict, for instance.",
            Errno.EINVAL when ExpectedAttachType == AttachType.SocketSkbVerdict => "The kernel may not have this hook; sk_skb/verdict needs kernel 5.13.",
            Errno.EOPNOTSUPP => "The kernel does not have this hook; sk_skb/verdict needs kernel 5.13.",
            _ => null,
        });
    }
}
