namespace Bpf.Runtime;

/// <summary>An operation on a BPF object failed. Derived types name the cause where it is known.</summary>
public class BpfException : Exception
{
    /// <summary>Describes a failure.</summary>
    /// <param name="operation">What was attempted, as a verb phrase that <paramref name="subject"/> completes: "create map".</param>
    /// <param name="subject">Name of the object, program, map or path it was attempted on, if need be with the target of the operation.</param>
    /// <param name="errno">Error returned by the kernel, if the kernel refused.</param>
    /// <param name="advice">Probable cause and remedy, as complete sentences.</param>
    /// <param name="innerException">The exception that caused this one.</param>
    public BpfException(string operation, ErrorSubject subject, Errno? errno = null, string? advice = null, Exception? innerException = null)
        : base(Compose(operation, subject, errno, advice), innerException)
    {
        Operation = operation;
        Subject = subject.Name;
        Target = subject.Target;
        Errno = errno;
        Advice = advice;
    }

    /// <summary>What was attempted, as a verb phrase that <see cref="Subject"/> completes: "create map".</summary>
    public string Operation { get; }

    /// <summary>Name of the object, program, map or path it was attempted on.</summary>
    public string Subject { get; }

    /// <summary>
    /// What <see cref="Subject"/> was to be connected with: for a program, the place to attach it to, such as <c>eth0</c> or <c>/usr/bin/ls:main</c>; for a
    /// map to be pinned, the path. <see langword="null"/> when the operation has no target, or failed before the target was known.
    /// </summary>
    public string? Target { get; }

    /// <summary>Error returned by the kernel; <see langword="null"/> when the loader itself refused.</summary>
    public Errno? Errno { get; }

    /// <summary>Probable cause and remedy; <see langword="null"/> when nothing is known beyond the error number.</summary>
    public string? Advice { get; }

    private static string Compose(string operation, ErrorSubject subject, Errno? errno, string? advice)
    {
        string text = $"Cannot {operation} {subject}";
        text += errno is { } number ? $": {number} ({number.Describe()})." : ".";
        return advice is null ? text : $"{text} {advice}";
    }
}
