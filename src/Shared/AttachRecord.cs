using System.Globalization;

namespace Bpf.Shared;

/// <summary>
/// One probe of a program, for details that do not fit in a section name. An object has records for programs with several probes, cookies or
/// process IDs, and for perf events, in a section that other loaders skip. The records of a program list all of its probes, starting with the one in
/// its section name. A record is zero-terminated text: program, target, cookie and process id, separated by tabs.
/// </summary>
internal readonly struct AttachRecord
{
    /// <summary>Name of the ELF section.</summary>
    public const string SectionName = ".bpf_attach";

    /// <summary>Process ID that means every process.</summary>
    public const int AllProcesses = -1;

    private const char Separator = '\t';

    public AttachRecord(string program, string target, ulong cookie, int processId)
    {
        Program = program;
        Target = target;
        Cookie = cookie;
        ProcessId = processId;
    }

    /// <summary>Name of the program.</summary>
    public string Program { get; }

    /// <summary>Target as written in the attribute, for perf events as <c>PerfEventSyntax</c> writes it; empty when the host sets it.</summary>
    public string Target { get; }

    /// <summary>Attach cookie; 0 for none.</summary>
    public ulong Cookie { get; }

    /// <summary>-1: every process, 0: the attaching process, else a process id.</summary>
    public int ProcessId { get; }

    /// <summary>Parses a record, without its zero byte. Additional fields are reserved for later versions.</summary>
    public static bool TryParse(string text, out AttachRecord record)
    {
        string[] fields = text.Split(Separator);
        if (fields.Length >= 4
            && fields[0].Length > 0
            && ulong.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out ulong cookie)
            && int.TryParse(fields[3], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int processId))
        {
            record = new AttachRecord(fields[0], fields[1], cookie, processId);
            return true;
        }

        record = default;
        return false;
    }

    /// <summary>Formats the record, without its zero byte.</summary>
    public override string ToString()
        => string.Join(Separator.ToString(), Program, Target, Cookie.ToString(CultureInfo.InvariantCulture), ProcessId.ToString(CultureInfo.InvariantCulture));
}
