namespace Bpf.Runtime.Syscalls;

/// <summary>Creates exceptions for kernel errors.</summary>
internal static class KernelRefusals
{
    extension(BpfException)
    {
        /// <summary>Creates the exception for a kernel error: <see cref="BpfPermissionException"/> for EPERM and EACCES without privileges.</summary>
        public static BpfException FromKernel(string operation, ErrorSubject subject, Errno errno, string? advice = null)
        {
            if (errno is Errno.EPERM or Errno.EACCES && Capabilities.Missing() is { } missing)
            {
                return new BpfPermissionException(operation, subject, errno, missing, advice);
            }

            if (errno == Errno.EPERM && Capabilities.AreOfUserNamespace())
            {
                string prefix = advice is null ? "" : advice + " ";
                advice = $"{prefix}This process is in its own user namespace, where BPF requires a token that delegates it (kernel 6.9); "
                    + "run `bpf doctor` for details.";
            }

            return new BpfException(operation, subject, errno, advice);
        }
    }
}
