[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")] // its ships are namespaces
