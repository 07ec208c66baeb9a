using System.Globalization;
using Bpf.Objects.Description;
using Bpf.Shared;

namespace Bpf.Runtime.Attach.Tracing;

/// <summary>Names of tracepoints: <c>category:name</c> in the API, <c>category/name</c> in section names and tracefs.</summary>
internal static class TracepointName
{
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

    /// <summary>Reads the id of a tracepoint, which identifies it to perf_event_open.</summary>
    /// <exception cref="BpfException">There is no such tracepoint, or tracefs cannot be read.</exception>
    public static ulong ReadId(string target, ErrorSubject subject)
    {
        if (ColonTarget.Split(target, 2) is not [var category, var name] || target.Contains('/', StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{target}' is not a tracepoint; expected 'category:name', for example 'sched:sched_process_exec'.", nameof(target));
        }

        string? root = Array.Find(s_roots, static directory => Directory.Exists($"{directory}/events"))
            ?? throw new BpfException("attach tracepoint", subject, null, "Tracefs is not mounted or not readable; "
                + $"mount it with 'mount -t tracefs nodev {s_roots[0]}'.");
        string file = $"{root}/events/{category}/{name}/id";
        try
        {
            return ulong.Parse(File.ReadAllText(file).AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BpfException("attach tracepoint", subject, Errno.ENOENT, Directory.Exists($"{root}/events/{category}")
                ? $"Category '{category}' has no tracepoint '{name}'; {root}/events/{category} lists the ones it has."
                : $"There is no category '{category}'; {root}/events lists them.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new BpfException("attach tracepoint", subject, null, exception.Message, exception);
        }
    }
}
