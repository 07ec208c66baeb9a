namespace Bpf.Runtime;

/// <content>Where the program runs already.</content>
public partial class BpfProgram
{
    private readonly List<Link> _running = [];

    /// <summary>Attaches to places where the program does not run yet; the kernel would let it run twice there.</summary>
    /// <param name="operation">The operation, for messages.</param>
    /// <param name="subject">The program and its target, for messages.</param>
    /// <param name="places">The places; equal ones are the same.</param>
    /// <param name="attach">Attaches.</param>
    /// <exception cref="BpfStateException">The program is attached to one of the places.</exception>
    private protected TLink AttachOnce<TLink>(string operation, ErrorSubject subject, IEnumerable<object> places, Func<TLink> attach)
        where TLink : Link
    {
        HashSet<object> wanted = [.. places];
        _running.RemoveAll(link => !link.IsAttached || link.Runs != this);
        if (_running.Find(link => wanted.Overlaps(link.Places)) is { } old)
        {
            throw new BpfStateException(operation, subject, $"It is already attached there ({old}) and would run twice each time. Detach that link first.");
        }

        TLink link = attach();
        link.Places = wanted;
        RunBy(link);
        return link;
    }

    /// <summary>Notes that a link, of this or another program, runs the program from now on.</summary>
    internal void RunBy(Link link)
    {
        link.Runs = this;
        _running.Add(link);
    }
}
