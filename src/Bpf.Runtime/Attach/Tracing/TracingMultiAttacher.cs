using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Attach.Tracing;

/// <summary>Attaches a program to many functions.</summary>
internal static unsafe class TracingMultiAttacher
{
    private const int MostRefused = 100;

    /// <summary>How many functions a link traces. Each gets a trampoline of its own, in its own memory.</summary>
    public const int MostFunctions = 5000;

    /// <summary>
    /// Attaches to all functions, except those that the kernel does not let programs trace. There is no list of these, so when the kernel refuses a set of
    /// functions, its halves are attached instead.
    /// </summary>
    /// <param name="subject">Program and target, for messages.</param>
    /// <param name="handle">The program.</param>
    /// <param name="type">Its attach type.</param>
    /// <param name="hook">Section kind, for messages.</param>
    /// <param name="functions">The functions; at least one.</param>
    /// <param name="skipped">Receives the functions that the kernel refused.</param>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public static Link Attach(
        ErrorSubject subject, BpfHandle handle, AttachType type, string hook, TracedFunction[] functions, List<SkippedPlace> skipped)
    {
        Link link = LinkGroup.AllOrNone(Parts(functions), static part => part, subject.Target);
        return link is LinkGroup { Links.Count: 0 } ? throw Refusal(Errno.EINVAL) : link;

        IEnumerable<Link> Parts(ArraySegment<TracedFunction> part)
        {
            Errno error = Create(handle, type, part, out BpfHandle created);
            if (error == Errno.None)
            {
                return [new TracingMultiLink(created, hook, subject.Target!, [.. part.Select(static function => function.Name)])];
            }

            if (error is not (Errno.EINVAL or Errno.ENOENT) || skipped.Count >= MostRefused)
            {
                throw Refusal(error);
            }

            if (part.Count > 1)
            {
                int half = part.Count / 2;
                return Both(part[..half], part[half..]);
            }

            skipped.Add(new SkippedPlace(part[0].Name, null, "The kernel does not let programs trace it."));
            return [];
        }

        IEnumerable<Link> Both(ArraySegment<TracedFunction> first, ArraySegment<TracedFunction> second)
        {
            foreach (Link link in Parts(first))
            {
                yield return link;
            }

            foreach (Link link in Parts(second))
            {
                yield return link;
            }
        }

        BpfException Refusal(Errno error) => BpfException.FromKernel($"attach {hook}", subject, error, error switch
        {
            Errno.EBUSY => "The program is already attached to one of the functions.",
            Errno.EINVAL or Errno.ENOENT => "The kernel does not let programs trace these functions.",
            _ => null,
        });
    }

    private static Errno Create(BpfHandle program, AttachType type, ArraySegment<TracedFunction> functions, out BpfHandle link)
    {
        uint[] ids = [.. functions.Select(static function => function.Id)];
        ulong[]? cookies = functions.Any(static function => function.Cookie != 0) ? [.. functions.Select(static function => function.Cookie)] : null;
        fixed (uint* idPointer = ids)
        fixed (ulong* cookiePointer = cookies)
        {
            LinkCreateAttribute attribute = new()
            {
                ProgramFd = (uint)program.Descriptor,
                AttachType = (uint)type,
                TracingMultiIds = (ulong)idPointer,
                TracingMultiCookies = (ulong)cookiePointer,
                TracingMultiCount = (uint)ids.Length,
            };
            return BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out link);
        }
    }
}
