using System.Globalization;
using System.Text;
using Bpf.Objects.Description;
using Bpf.Runtime.Attach.Symbols;
using Bpf.Shared;

namespace Bpf.Runtime.Attach.Tracing;

/// <summary>Names of tracepoints: <c>category:name</c> in the API, <c>category/name</c> in section names and tracefs.</summary>
internal static class TracepointName
{
    private const int MostMatches = 1000; // Of one glob; each takes two descriptors.
    private const string SystemCallCategory = "syscalls"; // include/trace/syscall.h
    private static readonly string[] s_roots = ["/sys/kernel/tracing", "/sys/kernel/debug/tracing"];

    /// <summary>Returns the target of a section, as <c>category:name</c>; null for a section without one.</summary>
    /// <exception cref="BpfObjectFormatException">The target of the section is malformed.</exception>
    public static string? Parse(ProgramDefinition definition)
    {
        if (definition.TargetText is not { } text)
        {
            return null;
        }

        string[] parts = text.Split('/');
        return parts is [{ Length: > 0 } category, { Length: > 0 } name]
            ? $"{category}:{name}"
            : throw new BpfObjectFormatException(definition.Subject,
                $"The target '{text}' is not valid; expected '{definition.Kind!.Name}/category/name'.");
    }

    /// <summary>Reads the lines of the format file of a tracepoint; null when it cannot be read.</summary>
    public static string[]? ReadFormat(string target)
    {
        try
        {
            return ColonTarget.Split(target, 2) is [var category, var name] && Array.Find(s_roots, static directory => Directory.Exists($"{directory}/events"))
                is { } root ? File.ReadAllLines($"{root}/events/{category}/{name}/format") : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Returns the tracepoints that a target names: those that match a glob, otherwise the target itself.</summary>
    /// <exception cref="BpfException">A glob matches none, or too many, or tracefs cannot be read.</exception>
    public static IReadOnlyList<DeclaredTarget> Matching(DeclaredTarget target, ErrorSubject subject)
    {
        if (!SymbolPattern.IsPattern(target.Name))
        {
            return [target];
        }

        (string category, string name) = Parts(target.Name);
        string events = $"{Root(subject)}/events";
        try
        {
            DeclaredTarget[] found =
            [
                .. from directory in DirectoriesMatching(events, category)
                   from tracepoint in DirectoriesMatching($"{events}/{directory}", name)
                   select target with { Name = $"{directory}:{tracepoint}" },
            ];
            return found.Length == 0 ? throw new BpfException("attach tracepoint", subject, Errno.ENOENT, $"No tracepoint in {events} matches it.")
                : found.Length <= MostMatches ? found
                : throw new BpfUnsupportedException("attach tracepoint", subject,
                    $"It matches {found.Length} tracepoints. Each needs a perf event of its own, and at most {MostMatches} are created. Narrow the pattern.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BpfException("attach tracepoint", subject, null, exception.Message, exception);
        }
    }

    /// <summary>Reads the id of a tracepoint, which identifies it to perf_event_open.</summary>
    /// <exception cref="BpfException">There is no such tracepoint, or tracefs cannot be read.</exception>
    public static ulong ReadId(string target, ErrorSubject subject)
    {
        (string category, string name) = Parts(target);
        string root = Root(subject);
        string file = $"{root}/events/{category}/{name}/id";
        try
        {
            return ulong.Parse(File.ReadAllText(file).AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            bool hasCategory = Directory.Exists($"{root}/events/{category}");
            if (category == SystemCallCategory && !hasCategory)
            {
                throw new BpfUnsupportedException("attach tracepoint", subject,
                    "The kernel does not trace single system calls (CONFIG_FTRACE_SYSCALLS); raw_syscalls:sys_enter and raw_syscalls:sys_exit trace all of them.");
            }

            throw new BpfException("attach tracepoint", subject, Errno.ENOENT, category == SystemCallCategory
                ? $"The kernel does not trace such a system call: it is older than the call, or its architecture does not have it; {root}/events/{category} lists "
                    + "what it traces."
                : hasCategory ? $"Category '{category}' has no tracepoint '{name}'; {root}/events/{category} lists the ones it has."
                : $"There is no category '{category}'; {root}/events lists them.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new BpfException("attach tracepoint", subject, null, exception.Message, exception);
        }
    }

    private static (string Category, string Name) Parts(string target)
        => ColonTarget.Split(target, 2) is [var category, var name] && !target.Contains('/', StringComparison.Ordinal) ? (category, name)
            : throw new ArgumentException($"'{target}' is not a tracepoint; expected 'category:name', for example 'sched:sched_process_exec'.", nameof(target));

    private static string Root(ErrorSubject subject)
        => Array.Find(s_roots, static directory => Directory.Exists($"{directory}/events"))
            ?? throw new BpfException("attach tracepoint", subject, null, "Tracefs is not mounted or not readable; "
                + $"mount it with 'mount -t tracefs nodev {s_roots[0]}'.");

    private static IEnumerable<string> DirectoriesMatching(string parent, string pattern)
    {
        byte[] glob = Encoding.UTF8.GetBytes(pattern);
        return Directory.EnumerateDirectories(parent).Select(static path => Path.GetFileName(path)!)
            .Where(name => SymbolPattern.Matches(glob, Encoding.UTF8.GetBytes(name))).Order(StringComparer.Ordinal);
    }
}
