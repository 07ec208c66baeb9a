namespace Bpf.Runtime.Features;

/// <summary>Tells errors that answer a question to the kernel from those that only say that this process has no memory or descriptors just now.</summary>
internal static class ProbeResources
{
    /// <summary>Lets an error that is an answer pass, and refuses the others, so that no answer is remembered.</summary>
    /// <exception cref="BpfException">The process or the system is out of a resource.</exception>
    public static Errno RequireAnswer(Errno error)
        => error is Errno.ENOMEM or Errno.EMFILE or Errno.ENFILE or Errno.EAGAIN or Errno.EINTR
            ? throw new BpfException("ask the kernel for", "features", error,
                "This says nothing about the kernel: the process or the system is short of memory or descriptors. Try again when it is not.")
            : error;
}
