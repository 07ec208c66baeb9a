namespace Bpf.Runtime.Syscalls;

/// <summary>Exceptions for what the kernel refuses to this process.</summary>
internal static class KernelRefusals
{
    extension(BpfException)
    {
        /// <summary>The exception for an error of the kernel: <see cref="BpfPermissionException"/> for EPERM and EACCES without privilege.</summary>
        public static BpfException FromKernel(string operation, string subject, Errno errno, string? advice = null)
        {
            if (errno is Errno.EPERM or Errno.EACCES && Capabilities.Missing() is { } missing)
            {
                return new BpfPermissionException(operation, subject, errno, missing, advice);
            }

            if (errno == Errno.EPERM && Capabilities.AreOfUserNamespace())
            {
                string prefix = advice is null ? "" : advice + " ";
                advice = $"{prefix}This process is in a user namespace of its own, where BPF takes a token that delegates it (kernel 6.9); `bpf doctor` says more.";
            }

            return new BpfException(operation, subject, errno, advice);
        }
    }
}
