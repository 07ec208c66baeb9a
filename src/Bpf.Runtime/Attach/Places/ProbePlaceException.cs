namespace Bpf.Runtime;

/// <summary>A place was found, but a probe there would not fire, or would break or kill the target. Nothing was attached.</summary>
public sealed class ProbePlaceException : BpfException
{
    internal ProbePlaceException(string program, string path, string place, ulong offset, ProbePlaceDefect defect, string reason)
        : base("attach program", new(program, $"{path}:{place}"), Runtime.Errno.EINVAL, reason)
    {
        Path = path;
        Offset = offset;
        Defect = defect;
    }

    /// <summary>Path of the file.</summary>
    public string Path { get; }

    /// <summary>File offset of the place.</summary>
    public ulong Offset { get; }

    /// <summary>What is wrong with the place.</summary>
    public ProbePlaceDefect Defect { get; }
}
