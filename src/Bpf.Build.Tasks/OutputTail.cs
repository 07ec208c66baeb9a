using System.Collections.Generic;
using System.Globalization;

namespace Bpf.Build.Tasks;

/// <summary>The last lines that bpfc wrote: the only evidence after a crash.</summary>
internal sealed class OutputTail
{
    /// <summary>Exit codes above 128 are 128 plus the signal that ended the process.</summary>
    public const int FirstSignalExitCode = 128;

    private const int Lines = 12;

    private readonly Queue<string> _lines = new();

    public void Add(string line)
    {
        if (line.Trim().Length == 0)
        {
            return;
        }

        if (_lines.Count == Lines)
        {
            _lines.Dequeue();
        }

        _lines.Enqueue(line.Trim());
    }

    public void Clear() => _lines.Clear();

    /// <summary>Describes an exit code.</summary>
    public static string Describe(int exitCode) => exitCode switch
    {
        FirstSignalExitCode + 4 => "SIGILL",
        FirstSignalExitCode + 6 => "SIGABRT",
        FirstSignalExitCode + 7 => "SIGBUS",
        FirstSignalExitCode + 8 => "SIGFPE",
        FirstSignalExitCode + 9 => "SIGKILL, perhaps out of memory",
        FirstSignalExitCode + 11 => "SIGSEGV",
        _ => "exit code " + exitCode.ToString(CultureInfo.InvariantCulture),
    };

    /// <inheritdoc/>
    public override string ToString() => _lines.Count == 0 ? "none" : string.Join(" | ", _lines);
}
