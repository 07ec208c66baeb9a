using System.Globalization;

namespace Bpf.Runtime.Attach.Uprobes;

/// <summary>
/// A uprobe event in tracefs, the interface of kernels before 4.17. Its name contains the id and start time of the process, so that the next process
/// recognizes and removes what a killed one left behind.
/// </summary>
internal sealed class TracefsUprobe
{
    private const int LongestName = 63; // MAX_EVENT_NAME_LEN, kernel/trace/trace.h
    private const string Prefix = "bpfsdk";
    private static int s_counter;
    private readonly string _group;
    private readonly string _name;

    private TracefsUprobe(string group, string name)
    {
        _group = group;
        _name = name;
    }

    /// <summary>Id of the event, for a perf event of type tracepoint.</summary>
    public ulong Id { get; private set; }

    private static string Root
        => Directory.Exists("/sys/kernel/tracing/events") ? "/sys/kernel/tracing" : "/sys/kernel/debug/tracing";

    /// <summary>Defines an event.</summary>
    /// <exception cref="BpfException">Tracefs is unavailable or refuses.</exception>
    /// <param name="program">Name of the program, for messages.</param>
    /// <param name="path">Absolute path that leads to the file and contains no blanks.</param>
    /// <param name="name">Path for messages.</param>
    /// <param name="offset">Offset in the file.</param>
    /// <param name="isReturn">True to probe the return.</param>
    public static TracefsUprobe Define(string program, string path, string name, ulong offset, bool isReturn)
    {
        RemoveStale();
        string group = isReturn ? "uretprobes" : "uprobes";
        string eventName = NameFor(name, offset);
        TracefsUprobe definition = new(group, eventName);
        try
        {
            Append($"{(isReturn ? 'r' : 'p')}:{group}/{eventName} {path}:0x{offset:x}");
            definition.Id = ulong.Parse(File.ReadAllText($"{Root}/events/{group}/{eventName}/id").AsSpan().Trim(), NumberStyles.None,
                CultureInfo.InvariantCulture);
            return definition;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            definition.Remove();
            throw new BpfException("define tracefs event for", new(program, name, "on"), null,
                $"{exception.Message} Check that tracefs is mounted on {Root} and that this process is allowed to write there.", exception);
        }
    }

    /// <summary>Removes the event; does nothing if it is already gone.</summary>
    public void Remove() => TryRemove(_group, _name);

    private static string NameFor(string path, ulong offset)
    {
        string process = $"{Environment.ProcessId}_{StartTimeOf(Environment.ProcessId)}";
        string name = $"{Prefix}_{process}_{Interlocked.Increment(ref s_counter)}_{Path.GetFileName(path)}_0x{offset:x}";
        string safe = string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));
        return safe.Length <= LongestName ? safe : safe[..LongestName];
    }

    private static void RemoveStale()
    {
        try
        {
            foreach (string line in File.ReadLines($"{Root}/uprobe_events"))
            {
                // "p:group/name path:offset"
                int slash = line.IndexOf('/');
                int space = line.IndexOf(' ');
                if (line.Length < 3 || slash < 0 || space < slash)
                {
                    continue;
                }

                string name = line[(slash + 1)..space];
                string[] parts = name.Split('_', 4);
                if (parts is [Prefix, var owner, var start, _] && int.TryParse(owner, out int processId) && StartTimeOf(processId) != start)
                {
                    TryRemove(line[2..slash], name);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Defining the event will report what is wrong.
        }
    }

    // In clock ticks since boot; empty when there is no such process.
    private static string StartTimeOf(int processId)
    {
        const int Field = 22; // starttime, proc_pid_stat(5)
        try
        {
            string line = File.ReadAllText($"/proc/{processId}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ')[Field - 3];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static void TryRemove(string group, string name)
    {
        try
        {
            Append($"-:{group}/{name}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Already gone, or still in use by another perf event.
        }
    }

    private static void Append(string line)
    {
        using FileStream file = new($"{Root}/uprobe_events", FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(System.Text.Encoding.UTF8.GetBytes($"{line}\n"));
    }
}
