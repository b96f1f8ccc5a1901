/** Finds commands that destroy what runs in a cloud, or give somebody rights there. */
import { lookUp, type Rule, type Table } from '../rule.ts';

const table: Table = [
  [/^(?:terraform|tofu|terragrunt) apply\b.* --?destroy\b/, 'critical', 'destroys what runs in the cloud'],
  [
    /^(?:terraform|tofu|terragrunt|pulumi|cdk|serverless|sls|eksctl|cdktf)\b(?: \S+)* (?:destroy|remove|delete)\b/,
    'critical',
    'destroys what runs in the cloud',
  ],
  [
    /^(?:terraform|tofu|terragrunt) (?:apply|state rm|taint|force-unlock|import)\b/,
    'high',
    'changes what runs in the cloud',
  ],
  [/^(?:pulumi up|cdk deploy|serverless deploy|sls deploy)\b/, 'moderate', 'changes what runs in the cloud'],
  [/^aws s3 (?:rm|rb)\b.*(?:--recursive|--force)/, 'critical', 'deletes everything in a bucket'],
  [/^aws s3 (?:rm|rb)\b|^aws s3 sync\b.*--delete|^aws s3 mv\b/, 'high', 'deletes from a bucket'],
  [/^aws s3api delete-/, 'critical', 'deletes from a bucket'],
  [
    /^aws s3api put-(?:bucket-policy|bucket-acl|object-acl|public-access-block)\b|^aws s3 .*--acl public/,
    'high',
    'opens a bucket',
  ],
  [/^aws iam (?:attach|put|add|create|update|delete|detach|remove)-/, 'critical', 'gives or takes rights in the cloud'],
  [
    /^aws \S+ (?:terminate|delete|deregister|purge|schedule-key-deletion|disable|destroy|release|revoke)\S*/,
    'critical',
    'destroys something in the cloud',
  ],
  [
    /^aws \S+ (?:stop|reboot|modify|authorize-security-group|update|put|create|run|start|reset|detach)\S*/,
    'high',
    'changes something in the cloud',
  ],
  [/^aws cloudtrail stop-logging|^aws guardduty/, 'critical', 'switches a protection off'],
  [
    /^gcloud .*\b(?:delete|destroy|undelete|remove-iam-policy-binding|reset)\b/,
    'critical',
    'destroys something in the cloud',
  ],
  [/^gcloud .*\b(?:add-iam-policy-binding|set-iam-policy)\b/, 'critical', 'gives rights in the cloud'],
  [/^gcloud .*\b(?:stop|deploy|create|update|resize)\b/, 'moderate', 'changes something in the cloud'],
  [/^(?:gsutil|gcloud storage)\b.* (?:rm|rb)\b/, 'critical', 'deletes from a bucket'],
  [/^gsutil\b.* (?:iam ch|acl ch)\b.*allUsers/, 'critical', 'opens a bucket'],
  [/^bq rm\b/, 'high', 'deletes a table'],
  [/^az\b.* (?:delete|purge|deallocate)\b/, 'critical', 'destroys something in the cloud'],
  [/^az role assignment create\b/, 'critical', 'gives rights in the cloud'],
  [/^az\b.* (?:create|update|start|stop|restart)\b/, 'moderate', 'changes something in the cloud'],
  [
    /^(?:doctl|linode-cli|hcloud|scw|vultr\S*|oci|ibmcloud|upctl|exo|civo)\b.* (?:delete|destroy|terminate|rm|remove|nuke)\b|^wrangler (?:d1|r2|kv)\b.* delete\b/,
    'critical',
    'destroys something in the cloud',
  ],
  [
    /^(?:firebase|wrangler|netlify|fly|flyctl|railway|amplify|sst|eb|gcloud app|now) (?:deploy|publish|up)\b|^vercel\b.*--prod/,
    'moderate',
    'changes what everybody sees',
  ],
  [
    /^(?:flyctl|fly|heroku|vercel|netlify|firebase|wrangler|supabase|railway|cf)\b.*\b(?:delete|destroy|terminate|rm|remove|apps:destroy|pg:reset|drop)\b/,
    'high',
    'destroys something in the cloud',
  ],
  [/^(?:heroku) (?:pg:reset|apps:destroy)/, 'critical', 'destroys something in the cloud'],
  [
    /^(?:rclone) (?:delete|purge|deletefile|rmdirs?|cleanup|sync)\b|^mc (?:rm|rb)\b|^s3cmd (?:del|rm|rb)\b|^s5cmd rm\b|^azcopy (?:remove|rm)\b/,
    'high',
    'deletes from a bucket',
  ],
  [
    /^(?:ansible|ansible-playbook|salt|pssh|parallel-ssh|knife|pdsh|fab)\b(?!.*(?:--check|--list|-C\b|--syntax-check| ping\b))/,
    'moderate',
    'changes many machines at once',
  ],
];

export const destroyCloud: Rule = {
  id: 'destroy-cloud',
  why: 'One command takes down, or opens, what many machines serve.',
  examples: {
    match: [
      ['terraform destroy -auto-approve', 'critical'],
      ['aws s3 rm s3://bucket --recursive', 'critical'],
      ['aws ec2 terminate-instances --instance-ids i-1', 'critical'],
      ['aws iam attach-user-policy --user-name x --policy-arn y', 'critical'],
      ['gcloud projects delete shop', 'critical'],
      ['az group delete -n shop', 'critical'],
    ],
    pass: [
      'aws s3 ls',
      'terraform plan',
      'gcloud projects list',
      'az vm list',
      'aws ec2 describe-instances',
      'aws s3 cp s3://b/x .',
    ],
  },
  check: (use) => lookUp(use, table),
};
