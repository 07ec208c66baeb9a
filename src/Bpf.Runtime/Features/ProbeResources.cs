namespace Bpf.Runtime.Features;

/// <summary>Separates errors that answer a probe from those that merely show that the process is short of memory or descriptors.</summary>
internal static class ProbeResources
{
    /// <summary>Returns an error that is an answer and throws for any other, so that no wrong answer is cached.</summary>
    /// <exception cref="BpfException">The process or the system has run out of a resource.</exception>
    public static Errno RequireAnswer(Errno error)
        => error is Errno.ENOMEM or Errno.EMFILE or Errno.ENFILE or Errno.EAGAIN or Errno.EINTR
            ? throw new BpfException("probe the kernel for", "features", error,
                "The result is inconclusive: the process or the system is short of memory or descriptors. Try again later.")
            : error;
}
